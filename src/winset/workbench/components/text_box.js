// A text that is edited as a whole. It belongs to the reader while it is typed: a newer text of the
// server waits until what was typed is told. Problems lead to their lines.

const WAIT_MS = 400;

export default {
  template: `
  <div class="text-box">
    <label class="unseen" for="case-text">{{ label }}</label>
    <textarea id="case-text" ref="box" rows="28" spellcheck="false" class="mono" :value="typed" :aria-invalid="problems.length > 0"
      :aria-describedby="problems.length ? 'text-problems' : undefined" @input="type"></textarea>
    <div class="tools">
      <button type="button" class="button primary" @click="take">Take this text</button>
      <button type="button" class="button" @click="forget">Back to the draft</button>
    </div>
    <div v-if="problems.length" id="text-problems" class="notice bad" role="alert">
      <p>The text cannot be used as it is: {{ problems.length }} problem{{ problems.length === 1 ? "" : "s" }}</p>
      <ul><li v-for="(p, i) in problems" :key="i"><button v-if="p.line" type="button" class="why" @click="go(p.line)">Line {{ p.line }}</button><b v-else>In the text</b><template v-if="p.path">, {{ p.path }}</template>: {{ p.what }}. <span v-if="p.right" class="quiet">{{ p.right.startsWith("did you") ? "" : "Right would be: " }}{{ p.right }}</span></li></ul>
    </div>
  </div>`,
  props: { label: String, text: String, problems: { type: Array, default: () => [] } },
  emits: ["typed", "take", "forget"],
  data() {
    return { typed: this.text ?? "" };
  },
  watch: {
    text(now) {
      if (!this.waiting) this.typed = now;
    },
  },
  unmounted() {
    this.tell();
  },
  methods: {
    type(event) {
      this.typed = event.target.value;
      clearTimeout(this.waiting);
      this.waiting = setTimeout(this.tell, WAIT_MS);
    },
    tell() {
      if (!this.waiting) return;
      clearTimeout(this.waiting);
      this.waiting = null;
      this.$emit("typed", { text: this.typed });
    },
    take() {
      clearTimeout(this.waiting);
      this.waiting = null;
      this.$emit("take", { text: this.typed });
    },
    forget() {
      clearTimeout(this.waiting);
      this.waiting = null;
      this.$emit("forget", {});
    },
    go(line) {
      const lines = this.typed.split("\n");
      const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
      const box = this.$refs.box;
      box.focus();
      box.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
      box.scrollTop = (box.scrollHeight * (line - 4)) / lines.length;
    },
  },
};
