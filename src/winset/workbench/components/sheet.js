// A table whose cells are edited in place. A cell shows a number as people read it and, while it is
// edited, as a case file has it: low:likely:high.

import { TermHelp } from "winset/term.js";

export default {
  components: { TermHelp },
  template: `
  <div class="sheet" role="region" tabindex="0" :aria-label="view.caption" ref="root">
    <table>
      <caption class="unseen">{{ view.caption }}</caption>
      <thead><tr>
        <th v-for="c in view.columns" :key="c.key" scope="col" :class="{ number: c.number }"><term-help v-if="c.help" :name="c.title" :text="c.title" :meaning="c.help"></term-help><template v-else>{{ c.title }}</template></th>
      </tr></thead>
      <tbody v-for="g in view.groups" :key="g.title">
        <tr class="group"><th :colspan="view.columns.length" scope="rowgroup"><span>{{ g.title }}</span></th></tr>
        <tr v-for="row in g.rows" :key="row.id" :class="row.side">
          <th scope="row"><button type="button" class="open" @click="$emit('open', { id: row.id })">{{ row.name }}<span class="unseen">, all fields</span></button></th>
          <td v-for="c in view.columns.slice(1)" :key="c.key" :class="{ number: c.number, wrong: wrong[key(row, c)] }">
            <template v-if="row.cells[c.key] && row.cells[c.key].path">
              <input :value="shown(row, c)" :aria-label="c.title + ', ' + row.name" :aria-invalid="!!wrong[key(row, c)]"
                :title="row.cells[c.key].source || undefined" :class="{ sourced: row.cells[c.key].source, changed: row.cells[c.key].changed }"
                placeholder="–" autocomplete="off" spellcheck="false" @focus="begin($event, row, c)" @input="typed[row.cells[c.key].path] = $event.target.value" @blur="finish($event, row, c)" @keydown="press($event, row, c)">
              <p v-if="wrong[key(row, c)]" class="wrong" role="alert">{{ wrong[key(row, c)] }}</p>
            </template>
            <button v-else-if="row.cells[c.key]?.why" type="button" class="open computed" :class="row.side" :title="'Why? ' + c.title + ', ' + row.name" @click="$emit('why', { name: row.cells[c.key].why })">{{ row.cells[c.key].text }}<span class="unseen">, why?</span></button>
            <span v-else-if="row.cells[c.key]" :class="row.cells[c.key].side">{{ row.cells[c.key].text }}</span>
          </td>
        </tr>
      </tbody>
    </table>
  </div>`,
  props: { view: Object, wrong: { type: Object, default: () => ({}) } },
  emits: ["edit", "open", "why"],
  data() {
    return { typing: null, typed: {} };
  },
  methods: {
    key: (row, column) => row.cells[column.key]?.path,
    shown(row, column) {
      const cell = row.cells[column.key];
      if (this.typing === cell.path) return this.typed[cell.path] ?? cell.edit;
      return this.wrong[cell.path] ? this.typed[cell.path] ?? cell.text : cell.text;
    },
    begin(event, row, column) {
      const cell = row.cells[column.key];
      this.typing = cell.path;
      if (!this.wrong[cell.path]) this.typed[cell.path] = cell.edit;
      this.$nextTick(() => event.target.select());
    },
    finish(event, row, column) {
      const cell = row.cells[column.key];
      const text = event.target.value.trim();
      this.typed[cell.path] = text;
      if (this.typing === cell.path) this.typing = null;
      if (text !== cell.edit || this.wrong[cell.path]) this.$emit("edit", { path: cell.path, text });
    },
    press(event, row, column) {
      const cell = row.cells[column.key];
      const down = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") {
        event.target.value = cell.edit;
        this.typed[cell.path] = cell.edit;
        event.target.select();
      } else if (down) {
        event.preventDefault();
        const all = [...this.$refs.root.querySelectorAll("tbody tr:not(.group)")];
        const here = event.target.closest("tr");
        const place = [...here.children].indexOf(event.target.closest("td"));
        let next = all.indexOf(here) + down;
        while (all[next] && !all[next].children[place]?.querySelector("input")) next += down;
        const target = all[next]?.children[place].querySelector("input");
        if (target) target.focus();
        else event.target.blur();
      }
    },
  },
};
