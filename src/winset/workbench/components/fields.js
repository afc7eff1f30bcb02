// All fields of one part of a case: numbers with their range and source, days, texts, choices.
// A number is told to the server when the reader leaves its three boxes.

export default {
  template: `
  <div class="fields">
    <fieldset v-for="g in view.groups" :key="g.title">
      <legend>{{ g.title }}</legend>
      <p v-if="g.help" class="quiet small">{{ g.help }}</p>
      <div v-for="f in g.fields" :key="f.path" class="field-row" :class="f.kind">
        <template v-if="f.kind === 'number' || f.kind === 'date'">
          <div role="group" :aria-label="f.label" @focusout="left($event, f)" @keydown.enter.prevent="told(f)">
            <p class="label">{{ f.label }} <span class="quiet">{{ f.unit }}</span></p>
            <div class="trio">
              <span v-for="end in ['low', 'likely', 'high']" :key="end" class="field">
                <label :for="name(f, end)">{{ end }}</label>
                <input :id="name(f, end)" :value="value(f, end)" :type="f.kind === 'date' ? 'date' : 'text'" :inputmode="f.kind === 'number' ? 'decimal' : undefined"
                  autocomplete="off" :aria-invalid="!!wrong[f.path]" :aria-describedby="wrong[f.path] ? name(f, 'wrong') : name(f, 'help')" @input="type(f, end, $event)">
              </span>
              <span class="field grow" v-if="!g.absent">
                <label :for="name(f, 'source')">source</label>
                <input :id="name(f, 'source')" :value="f.source" autocomplete="off" @change="$emit('edit', { path: f.path + '.source', text: $event.target.value })">
              </span>
              <button v-if="f.removable" type="button" class="why" @click="$emit('remove', { path: f.path })">remove<span class="unseen"> {{ f.label }}</span></button>
            </div>
          </div>
        </template>
        <label v-else-if="f.kind === 'bool'" class="check"><input type="checkbox" :checked="f.likely" @change="$emit('edit', { path: f.path, text: $event.target.checked ? 'true' : 'false' })"> {{ f.label }}</label>
        <span v-else class="field">
          <label :for="name(f, 'likely')">{{ f.label }}</label>
          <select v-if="f.kind === 'choice'" :id="name(f, 'likely')" :value="f.likely" @change="$emit('edit', { path: f.path, text: $event.target.value })">
            <option v-for="o in f.options" :key="o.value" :value="o.value">{{ o.text }}</option>
          </select>
          <textarea v-else-if="f.kind === 'long'" :id="name(f, 'likely')" rows="3" :value="f.likely" :aria-invalid="!!wrong[f.path]" @change="$emit('edit', { path: f.path, text: $event.target.value })"></textarea>
          <input v-else :id="name(f, 'likely')" :value="f.likely" autocomplete="off" :aria-invalid="!!wrong[f.path]" @change="$emit('edit', { path: f.path, text: $event.target.value })">
        </span>
        <button v-if="f.kind === 'choice' && f.removable" type="button" class="why" @click="$emit('remove', { path: f.path })">remove<span class="unseen"> {{ f.label }}</span></button>
        <p v-if="f.help" class="quiet small" :id="name(f, 'help')">{{ f.help }}</p>
        <p v-if="wrong[f.path]" class="wrong" role="alert" :id="name(f, 'wrong')">{{ wrong[f.path] }}</p>
      </div>
      <p v-if="g.absent" class="quiet small">Not coded. It is taken up once every box it needs has a likely value.</p>
      <button v-if="g.removable" type="button" class="button" @click="$emit('remove', { path: g.path })">Remove {{ g.title.toLowerCase() }}</button>
    </fieldset>
  </div>`,
  props: { view: Object, wrong: { type: Object, default: () => ({}) } },
  emits: ["edit", "remove", "whole"],
  data() {
    return { typed: {} };
  },
  watch: {
    view() {
      for (const path of Object.keys(this.typed)) if (!this.wrong[path] && !this.absent(path)) delete this.typed[path];
    },
  },
  methods: {
    name: (field, end) => `${field.path.replaceAll(".", "-")}-${end}`,
    absent(path) {
      return this.view.groups.some((g) => g.absent && g.fields.some((f) => f.path === path));
    },
    value(field, end) {
      return this.typed[field.path]?.[end] ?? field[end] ?? "";
    },
    type(field, end, event) {
      const now = this.typed[field.path] ?? { low: field.low, likely: field.likely, high: field.high };
      const text = event.target.value.trim();
      const isPoint = now.low === now.likely && now.high === now.likely;
      this.typed[field.path] = end === "likely" && isPoint ? { low: text, likely: text, high: text } : { ...now, [end]: text };
    },
    left(event, field) {
      if (!event.currentTarget.contains(event.relatedTarget)) this.told(field);
    },
    text({ low, likely, high }) {
      const ends = [low || likely, likely, high || likely];
      return ends.every((end) => end === likely) ? likely : ends.join(":");
    },
    told(field) {
      const typed = this.typed[field.path];
      if (!typed || typed.likely === undefined || typed.likely === "") return;
      const group = this.view.groups.find((g) => g.fields.includes(field));
      if (group.absent) this.whole(group);
      else if (this.text(typed) !== this.text(field)) this.$emit("edit", { path: field.path, text: this.text(typed) });
    },
    whole(group) {
      const values = group.fields.map((f) => [f.path.split(".").pop(), this.typed[f.path]]);
      if (group.fields.some((f) => f.required && !this.typed[f.path]?.likely)) return;
      const parts = values.filter(([, typed]) => typed?.likely).map(([key, typed]) => [key, this.text(typed)]);
      this.$emit("whole", { path: group.path, parts: Object.fromEntries(parts) });
    },
  },
};
