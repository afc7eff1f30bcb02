// The rule as a tree that is edited in place; the whole tree is told to the server.

const KINDS = {
  all: "all of", any: "any of", at_least: "at least … of", chamber: "a chamber votes",
  actor: "must itself agree", acquiescence: "must not be worse off",
};

const Node = {
  name: "RuleNode",
  props: { node: Object, view: Object, path: String, top: Boolean },
  emits: ["change", "drop"],
  template: `
  <div class="rule-node" role="group" :aria-label="kinds[kind]">
    <div class="row">
      <span class="field"><label :for="path + '-kind'" class="unseen">Kind of condition</label>
        <select :id="path + '-kind'" :value="kind" @change="become($event.target.value)"><option v-for="(text, k) in kinds" :key="k" :value="k">{{ text }}</option></select></span>
      <template v-if="kind === 'chamber'">
        <span class="field"><label :for="path + '-chamber'">chamber</label><input :id="path + '-chamber'" :value="node.chamber" @change="put('chamber', $event.target.value.trim())" :list="'winset-chambers'"></span>
        <span class="field short"><label :for="path + '-quota'">quota</label><input :id="path + '-quota'" :value="node.quota" @change="put('quota', whole($event.target.value))"></span>
        <span class="field short"><label :for="path + '-of'">of</label><input :id="path + '-of'" inputmode="numeric" :value="node.of" @change="put('of', whole($event.target.value))"></span>
      </template>
      <span v-else-if="kind === 'actor' || kind === 'acquiescence'" class="field"><label :for="path + '-who'">actor</label>
        <select :id="path + '-who'" :value="node[kind]" @change="put(kind, $event.target.value)"><option v-for="a in view.actors" :key="a.id" :value="a.id">{{ a.title }}</option></select></span>
      <span v-else-if="kind === 'at_least'" class="field short"><label :for="path + '-least'">how many</label><input :id="path + '-least'" inputmode="numeric" :value="node.at_least" @change="put('at_least', whole($event.target.value))"></span>
      <button v-if="!top" type="button" class="why" @click="$emit('drop')">remove</button>
    </div>
    <div v-if="parts" class="rule-parts">
      <rule-node v-for="(part, i) in parts" :key="i" :node="part" :view="view" :path="path + '-' + i" @change="replace(i, $event)" @drop="remove(i)"></rule-node>
      <button type="button" class="button" @click="add">Add a condition</button>
    </div>
  </div>`,
  data: () => ({ kinds: KINDS }),
  computed: {
    kind() {
      return Object.keys(KINDS).find((k) => k in this.node);
    },
    parts() {
      return this.node.all ?? this.node.any ?? this.node.among ?? null;
    },
  },
  methods: {
    whole: (text) => (/^\d+$/.test(text.trim()) ? Number(text) : text.trim()),
    put(key, value) {
      this.$emit("change", { ...this.node, [key]: value });
    },
    withParts(parts) {
      const key = "all" in this.node ? "all" : "any" in this.node ? "any" : "among";
      this.$emit("change", { ...this.node, [key]: parts });
    },
    replace(i, part) {
      this.withParts(this.parts.map((old, n) => (n === i ? part : old)));
    },
    remove(i) {
      this.withParts(this.parts.filter((_, n) => n !== i));
    },
    add() {
      this.withParts([...this.parts, { ...this.view.example }]);
    },
    become(kind) {
      const parts = this.parts ?? [this.node];
      const who = this.view.actors[0]?.id;
      const forms = {
        all: { all: parts }, any: { any: parts }, at_least: { at_least: 1, among: parts },
        chamber: { ...this.view.example }, actor: { actor: who }, acquiescence: { acquiescence: who },
      };
      this.$emit("change", forms[kind]);
    },
  },
};

export default {
  components: { RuleNode: Node },
  template: `
  <div class="rule-tree">
    <p class="sentence">{{ view.sentence }}</p>
    <p class="row"><span class="field"><label for="ready-made">Take a ready-made rule</label>
      <select id="ready-made" value="" @change="ready($event)"><option value="">choose …</option><option v-for="r in view.ready" :key="r.name" :value="r.name">{{ r.title }}</option></select></span></p>
    <datalist id="winset-chambers"><option v-for="c in view.chambers" :key="c" :value="c"></option></datalist>
    <rule-node :node="view.rule" :view="view" path="rule" top @change="$emit('change', { rule: $event })"></rule-node>
  </div>`,
  props: { view: Object },
  emits: ["change"],
  methods: {
    ready(event) {
      const found = this.view.ready.find((r) => r.name === event.target.value);
      event.target.value = "";
      if (found) this.$emit("change", { rule: found.rule });
    },
  },
};
