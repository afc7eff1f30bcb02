// The menu of exports. A file is fetched before it is saved: a refusal then shows on the page.

export default {
  template: `
  <details class="menu" ref="menu" @keydown.esc="close">
    <summary class="tool" id="export" ref="summary">Export</summary>
    <ul>
      <li v-for="i in items" :key="i.address">
        <a :href="i.address" @click.exact.prevent="take(i)">{{ i.title }}</a>
      </li>
      <li v-if="waiting" class="quiet small" role="status">Preparing {{ waiting }} …</li>
    </ul>
  </details>`,
  props: { items: { type: Array, default: () => [] } },
  emits: ["refused"],
  data() {
    return { waiting: "" };
  },
  mounted() {
    document.addEventListener("click", this.leave);
  },
  unmounted() {
    document.removeEventListener("click", this.leave);
  },
  methods: {
    close() {
      if (!this.$refs.menu.open) return;
      this.$refs.menu.open = false;
      this.$refs.summary.focus();
    },
    leave(event) {
      if (!this.$refs.menu.contains(event.target)) this.$refs.menu.open = false;
    },
    async take(item) {
      this.waiting = item.title;
      try {
        const answer = await fetch(item.address);
        if (answer.ok) this.save(await answer.blob(), answer.headers.get("content-disposition"));
        else this.refuse(item, answer.status, await answer.json().catch(() => null));
      } catch (error) {
        this.refuse(item, 0, null);
      }
      this.waiting = "";
      this.$refs.menu.open = false;
    },
    refuse(item, status, body) {
      this.$emit("refused", { title: item.title, status, body });
    },
    save(blob, disposition) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = decodeURIComponent((disposition || "").split("filename*=UTF-8''")[1] || "");
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    },
  },
};
