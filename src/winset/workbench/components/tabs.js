// Tabs with the keys that tabs have: arrows, Home, End.

export default {
  template: `
  <div class="tabs" role="tablist" :aria-label="label">
    <button v-for="t in items" :key="t.name" type="button" role="tab" :id="'tab-' + t.name" :aria-selected="t.name === selected"
      :aria-controls="t.name === selected ? 'panel-' + t.name : undefined" :tabindex="t.name === selected ? 0 : -1" :data-tab="t.name"
      @click="choose(t.name)" @keydown="press($event, t.name)">{{ t.title }}</button>
  </div>`,
  props: { items: Array, selected: String, label: String },
  emits: ["choose"],
  methods: {
    choose(name) {
      if (name !== this.selected) this.$emit("choose", { name });
    },
    press(event, name) {
      const place = this.items.findIndex((t) => t.name === name);
      const last = this.items.length - 1;
      const to = { ArrowRight: place === last ? 0 : place + 1, ArrowLeft: place === 0 ? last : place - 1, Home: 0, End: last }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      this.choose(this.items[to].name);
      this.$el.querySelectorAll("[role=tab]")[to].focus();
    },
  },
};
