// A guided tour: one remark after the other beside what it is about. It takes nothing away from the
// page, which stays usable; Escape ends it.

export default {
  template: `
  <aside v-if="place >= 0" :class="['tour', where]" role="dialog" aria-modal="false" aria-labelledby="tour-title" ref="box" @keydown.esc="end">
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
  data: () => ({ place: -1, where: [] }),
  mounted() {
    setTimeout(() => this.go(0), 300);
  },
  unmounted() {
    clearTimeout(this.resting);
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
      const target = document.querySelector(this.steps[place].target);
      this.light(target);
      this.$nextTick(() => {
        this.$refs.title?.focus({ preventScroll: true });
        this.stand(target);
      });
    },
    // Stand in the corner that hides least of what is spoken of, once the page has come to rest.
    stand(target) {
      clearTimeout(this.resting);
      const box = this.$refs.box;
      if (!target || !box) return;
      const lit = target.getBoundingClientRect();
      const { width, height } = box.getBoundingClientRect();
      const [wide, tall] = [document.documentElement.clientWidth, window.innerHeight];
      const corners = [[], ["left"], ["up"], ["left", "up"]];
      const hidden = corners.map((corner) => {
        const left = corner.includes("left") ? 18 : wide - width - 18;
        const top = corner.includes("up") ? 18 : tall - height - 18;
        const across = Math.min(lit.right, left + width) - Math.max(lit.left, left);
        const down = Math.min(lit.bottom, top + height) - Math.max(lit.top, top);
        return Math.max(0, across + 12) * Math.max(0, down + 12);
      });
      this.where = corners[hidden.indexOf(Math.min(...hidden))];
      if (this.last !== lit.top) this.resting = setTimeout(() => this.stand(target), 150);
      this.last = lit.top;
    },
    end() {
      this.place = -1;
      this.light(null);
      document.getElementById("content")?.focus({ preventScroll: true });
    },
  },
};
