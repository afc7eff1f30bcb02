// A guided tour: one remark after the other beside what it is about. It takes nothing away from the
// page, which stays usable; Escape ends it.

export default {
  template: `
  <aside v-if="place >= 0" class="tour" role="dialog" aria-modal="false" aria-labelledby="tour-title" ref="box" @keydown.esc="end">
    <p class="kicker">{{ place + 1 }} of {{ steps.length }}</p>
    <h2 id="tour-title" tabindex="-1" ref="title">{{ steps[place].title }}</h2>
    <p>{{ steps[place].text }}</p>
    <div class="tools">
      <button v-if="place" type="button" class="button" @click="go(place - 1)">Back</button>
      <button v-if="place < steps.length - 1" type="button" class="button primary" @click="go(place + 1)">Next</button>
      <button type="button" class="button" @click="end">{{ place < steps.length - 1 ? "End the tour" : "Done" }}</button>
    </div>
  </aside>`,
  props: { steps: Array },
  data: () => ({ place: -1 }),
  mounted() {
    setTimeout(() => this.go(0), 300);
  },
  unmounted() {
    this.light(null);
  },
  methods: {
    light(target) {
      document.querySelectorAll(".tour-lit").forEach((e) => e.classList.remove("tour-lit"));
      if (!target) return;
      target.classList.add("tour-lit");
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      target.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    },
    go(place) {
      this.place = place;
      this.light(document.querySelector(this.steps[place].target));
      this.$nextTick(() => this.$refs.title?.focus({ preventScroll: true }));
    },
    end() {
      this.place = -1;
      this.light(null);
      document.getElementById("content")?.focus({ preventScroll: true });
    },
  },
};
