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
    <button v-if="rows.some((r) => at(r) > 0)" type="button" class="button" @click="$emit('freed', {})">Free all hands</button>
  </div>`,
  props: { rows: { type: Array, default: () => [] } },
  emits: ["tied", "freed"],
  data: () => ({ typed: {}, held: null }),
  watch: {
    rows() {
      // What the server knows by now counts, but for a slider that is still being moved.
      this.typed = this.held in this.typed ? { [this.held]: this.typed[this.held] } : {};
    },
  },
  methods: {
    at(row) {
      return Math.min(this.typed[row.id] ?? row.at, row.says.length - 1);
    },
  },
};
