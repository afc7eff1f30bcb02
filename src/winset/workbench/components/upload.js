// A field to send a case file in: by choosing it or by dropping it on the field.

export default {
  template: `
  <div class="upload" @dragover.prevent @drop.prevent="take($event.dataTransfer.files)">
    <label :for="id">{{ label }}</label>
    <input type="file" :id="id" accept=".yaml,.yml,.json" @change="take($event.target.files)" ref="input">
    <p class="quiet small" role="status">{{ says }}</p>
  </div>`,
  props: { label: String, address: String, limit: Number },
  emits: ["sent"],
  data() {
    return { says: "", id: `upload-${Math.random().toString(36).slice(2)}` };
  },
  methods: {
    async take(files) {
      const file = files[0];
      if (!file) return;
      this.$refs.input.value = "";
      if (file.size > this.limit) {
        this.$emit("sent", { name: file.name, status: 413, body: null });
        return;
      }
      this.says = `Reading ${file.name} …`;
      const form = new FormData();
      form.append("file", file, file.name);
      try {
        const answer = await fetch(this.address, { method: "POST", body: form, headers: { "X-Winset": "page" } });
        this.$emit("sent", { name: file.name, status: answer.status, body: await answer.json() });
      } catch (error) {
        this.$emit("sent", { name: file.name, status: 0, body: null });
      }
      this.says = "";
    },
  },
};
