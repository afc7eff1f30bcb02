// A dialog over the page or at its side: the browser's own, which keeps the focus and knows Escape.

export default {
  template: `
  <dialog :class="['popup', { side }]" :aria-label="title" @close="$emit('closed', {})" @click="veil">
    <div class="inside">
      <header><h2>{{ title }}</h2><button type="button" class="button" @click="close">Close</button></header>
      <slot></slot>
    </div>
  </dialog>`,
  props: { title: String, side: Boolean },
  emits: ["closed"],
  methods: {
    open() {
      this.$nextTick(() => {
        if (!this.$el.open) this.$el.showModal();
        this.$el.scrollTop = 0;
      });
    },
    close() {
      this.$el.close();
    },
    veil(event) {
      if (event.target === this.$el) this.close();
    },
  },
};
