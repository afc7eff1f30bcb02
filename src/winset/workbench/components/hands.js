// Sliders by which the hands of governments are tied; each says what its government then gains.

export default {
  template: `
  <div>
    <div v-for="r in rows" :key="r.id" class="slider-row">
      <label :for="'hands-' + r.id">{{ r.title }}</label>
      <input type="range" min="0" :max="r.says.length - 1" :id="'hands-' + r.id" :value="at(r)" :aria-valuetext="r.says[at(r)]" :aria-describedby="'hands-' + r.id + '-says'"
        @pointerdown="held = r.id" @pointerup="held = null" @pointercancel="held = null" @blur="held = null" @input="typed[r.id] = Number($event.target.value)" @change="$emit('tied', { id: r.id, at: Number($event.target.value) })">
      <span :id="'hands-' + r.id + '-says'">{{ r.says[at(r)] }}</span>
    </div>
    <button v-if="rows.some((r) => at(r) > 0)" type="button" class="button" @click="free">Free all hands</button>
  </div>`,
  props: { rows: { type: Array, default: () => [] } },
  emits: ["tied", "freed"],
  data: () => ({ typed: {}, held: null }),
  watch: {
    rows(rows, before) {
      // A slider keeps what was typed till the server has heard it: keys come faster than answers.
      const says = Object.fromEntries(before.map((r) => [r.id, String(r.says)]));
      const unheard = (r) => r.at !== this.typed[r.id] && String(r.says) === says[r.id];
      const kept = rows.filter((r) => r.id in this.typed && (r.id === this.held || unheard(r)));
      this.typed = Object.fromEntries(kept.map((r) => [r.id, this.typed[r.id]]));
    },
  },
  methods: {
    free() {
      this.typed = {};
      this.$emit("freed", {});
    },
    at(row) {
      return Math.min(this.typed[row.id] ?? row.at, row.says.length - 1);
    },
  },
};
