// A word of the model that says what it means when it is pressed. The note stands below the word,
// within the window; Escape, a second press or going elsewhere closes it.

const ROOM = 12;

export const TermHelp = {
  template: `
  <span class="term-help"><button type="button" class="term" ref="word" :aria-expanded="open" @click.stop="toggle" @keydown.esc="shut" @blur="open = false">{{ text }}</button><span class="term-said" role="status"><span v-if="open" class="term-note" ref="note" :style="place"><b>{{ name }}.</b> {{ meaning }}</span></span></span>`,
  props: { name: String, text: String, meaning: String },
  data: () => ({ open: false, place: { visibility: "hidden" } }),
  beforeUnmount() {
    removeEventListener("scroll", this.away, true);
  },
  methods: {
    toggle(event) {
      this.open = !this.open;
      event.currentTarget.focus();
      this.place = { visibility: "hidden" };
      if (!this.open) return;
      addEventListener("scroll", this.away, { capture: true, once: true });
      this.$nextTick(this.stand);
    },
    stand() {
      const note = this.$refs.note?.getBoundingClientRect();
      if (!note) return;
      const word = this.$refs.word.getBoundingClientRect();
      const wide = document.documentElement.clientWidth;
      const left = Math.max(ROOM, Math.min(word.left, wide - note.width - ROOM));
      const below = word.bottom + 6;
      const top = below + note.height > innerHeight ? Math.max(ROOM, word.top - note.height - 6) : below;
      this.place = { left: `${left}px`, top: `${top}px` };
    },
    shut(event) {
      if (!this.open) return;
      event.stopPropagation();
      event.preventDefault();
      this.open = false;
    },
    away() {
      this.open = false;
    },
  },
};
