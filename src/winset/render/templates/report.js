const reportText = document.getElementById("winset-report").textContent;
const save = document.getElementById("save-json");
save.href = URL.createObjectURL(new Blob([reportText], { type: "application/json" }));
save.hidden = false;

// Each figure stands in the page as a picture; it answers to the pointer once it comes into view.
const awaken = (drawing) => {
  const spec = JSON.parse(document.getElementById("spec-" + drawing.dataset.figure).textContent);
  const live = document.createElement("div");
  vegaEmbed(live, spec, { ast: true, renderer: "svg", actions: false })
    .then((view) => {
      const still = drawing.querySelector("svg");
      const moving = live.querySelector("svg");
      moving.setAttribute("role", "img");
      moving.setAttribute("aria-label", still.querySelector("desc").textContent);
      still.replaceWith(live);
    })
    .catch((error) => console.warn("figure stays still:", error));
};
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting) {
      seen.unobserve(entry.target);
      awaken(entry.target);
    }
  }
}, { rootMargin: "300px" });
document.querySelectorAll(".drawing[data-figure]").forEach((drawing) => seen.observe(drawing));
