// The axis: actors, status quo and proposal that can be moved, brackets over both coalitions.
// It draws what the server says of a report; while a mark is held it follows the hand.

import { placeInRows, shortened, textWidth, wrapped } from "winset/axis_layout.js";
import { sliding } from "winset/sliding.js";

const PAD = 14;
const FONT = '13px Helvetica, Arial, "Liberation Sans", sans-serif';
const BOLD = 'bold 12px Helvetica, Arial, "Liberation Sans", sans-serif';
const BESIDE = 26;
const ABOVE = 40;
const SHAPES = {
  group: "M0,-7 L7,0 L0,7 L-7,0 Z",
  executive: "M-5.5,-5.5 H5.5 V5.5 H-5.5 Z",
  legislature: "M-6,0 A6,6 0 1 0 6,0 A6,6 0 1 0 -6,0 Z",
  foreign: "M0,-7 L6.5,5 L-6.5,5 Z",
};

export default {
  template: `
  <div class="axis" ref="root">
    <svg v-if="width" :width="width" :height="drawn.height" :viewBox="'0 0 ' + width + ' ' + drawn.height"
      role="group" :aria-label="view.description" :class="{ moving: held }">
      <g v-for="b in drawn.brackets" :class="['bracket', b.side]" aria-hidden="true">
        <text v-for="line in b.lines" :x="line.x" :y="line.y">{{ line.text }}</text>
        <path :d="b.path" />
      </g>
      <g aria-hidden="true">
        <template v-for="lane in drawn.lanes" :key="lane.heading">
          <line class="rule" x1="0" :x2="width" :y1="lane.top" :y2="lane.top" />
          <path class="kind" :d="shapes[lane.shape]" :transform="'translate(9,' + (lane.top + 16) + ') scale(.72)'" />
          <text class="lane" x="20" :y="lane.top + 20">{{ lane.heading }}</text>
        </template>
        <line class="scale" :x1="px(0)" :x2="px(1)" :y1="drawn.axisTop" :y2="drawn.axisTop" />
        <template v-for="t in [0, 0.25, 0.5, 0.75, 1]" :key="t">
          <line class="scale" :x1="px(t)" :x2="px(t)" :y1="drawn.axisTop" :y2="drawn.axisTop + 5" />
          <text class="tick" :x="px(t)" :y="drawn.axisTop + 18">{{ t }}</text>
        </template>
        <text v-for="line in drawn.ends" :class="['end', line.side]" :x="line.x" :y="line.y">{{ line.text }}</text>
      </g>
      <g v-for="m in drawn.bill" :key="m.id" :class="['bill', m.kind, { held: held === m.id, fixed: !m.editable }]"
        v-bind="slider(m)" v-on="m.editable ? hands(m) : {}">
        <line class="stem" :x1="px(m.at)" :x2="px(m.at)" :y1="drawn.billTop + 6" :y2="drawn.axisTop" />
        <line v-if="m.editable" class="line-hold" :x1="px(m.at)" :x2="px(m.at)" :y1="drawn.billTop + 6" :y2="drawn.axisTop" />
        <rect v-if="m.editable" class="name-hold" :x="m.labelX - 5" :y="m.labelY - 15" :width="m.labelWidth + 10" height="21" />
        <rect class="grip" :x="px(m.at) - 13" :y="drawn.billTop - 13" width="26" height="26" />
        <path class="flag" :d="'M' + px(m.at) + ',' + (drawn.billTop + 6) + ' l-6,-9 h12 Z'" />
        <rect class="ring" :x="px(m.at) - 9" :y="drawn.billTop - 9" width="18" height="18" rx="4" />
        <text class="name" :x="m.labelX" :y="m.labelY">{{ m.label }}<tspan v-if="held === m.id"> {{ m.at.toFixed(2) }}</tspan></text>
      </g>
      <g v-for="a in drawn.actors" :key="a.key" :class="['actor', a.side, { held: held === a.id, bloc: a.bloc, fixed: !a.editable }]"
        v-bind="slider(a)" v-on="a.editable ? hands(a) : {}">
        <rect v-if="a.bloc" class="band" :x="px(a.low)" :width="Math.max(2, px(a.high) - px(a.low))" :y="a.y - 7" height="14" rx="7" />
        <line v-else-if="a.high > a.low" class="span" :x1="px(a.low)" :x2="px(a.high)" :y1="a.y" :y2="a.y" />
        <path v-if="a.bloc" class="members opposes" :d="a.losers" />
        <path v-if="a.bloc" class="members supports" :d="a.gainers" />
        <rect class="grip" :x="px(a.at) - 13" :y="a.y - 13" width="26" height="26" />
        <circle class="ring" :cx="px(a.at)" :cy="a.y" r="11" />
        <path class="mark" :d="shapes[a.level]" :transform="'translate(' + px(a.at) + ',' + a.y + ')'" />
        <text class="name" :x="a.labelX" :y="a.labelY">{{ a.label }}<tspan v-if="held === a.id" class="value"> {{ a.at.toFixed(2) }}</tspan></text>
        <title v-if="!held">{{ a.tip }}</title>
      </g>
    </svg>
  </div>`,
  props: { view: Object },
  emits: ["drag", "drop", "choose"],
  data() {
    return { width: 0, held: null, at: null, places: null };
  },
  created() {
    this.shapes = SHAPES;
    this.hand = sliding({
      emit: (name, detail) => this.$emit(name, detail),
      valueAt: (event) => this.valueAt(event.clientX),
      step: () => 0.01,
      bounds: () => [0, 1],
    });
  },
  mounted() {
    this.observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry.contentRect.width);
      if (width && width !== this.width) {
        this.width = width;
        this.places = this.placed();
      }
    });
    this.observer.observe(this.$refs.root);
  },
  unmounted() {
    this.observer.disconnect();
  },
  watch: {
    view() {
      if (!this.held) this.places = this.placed();
      this.hand.answered();
    },
  },
  computed: {
    drawn() {
      if (!this.width || !this.places) return {};
      return this.layout();
    },
  },
  methods: {
    px(at) {
      return Math.round((PAD + at * (this.width - 2 * PAD)) * 10) / 10;
    },
    valueAt(clientX) {
      const left = this.$refs.root.getBoundingClientRect().left;
      return (clientX - left - PAD) / (this.width - 2 * PAD);
    },
    where(mark) {
      return this.held === mark.id ? this.at : mark.at;
    },
    slider(mark) {
      if (!mark.editable) return { role: "img", "aria-label": mark.spoken };
      return {
        role: "slider", tabindex: 0, "data-mark": mark.id, "aria-label": mark.name,
        "aria-valuemin": 0, "aria-valuemax": 1, "aria-valuenow": Number(mark.at.toFixed(2)),
        "aria-valuetext": mark.spoken, "aria-orientation": "horizontal",
      };
    },
    hands(mark) {
      const follow = (held) => {
        if (!held) return;
        this.held = held.id;
        this.at = held.at;
      };
      const let_go = (done) => {
        if (!done) return;
        this.held = null;
      };
      const { hand } = this;
      return {
        // Without this a finger on a mark scrolls the page: touch-action does not hold for parts of an SVG.
        touchstart: (e) => e.preventDefault(),
        pointerdown: (e) => follow(hand.grab(e, mark.id, mark.at)),
        pointermove: (e) => follow(hand.drag(e)),
        pointerup: (e) => {
          const held = hand.held();
          if (held && !held.moved) this.$emit("choose", { id: mark.id });
          this.settle(let_go, hand.release(e));
        },
        pointercancel: () => this.settle(let_go, hand.cancel()),
        keydown: (e) => {
          if (e.key === "Enter") this.$emit("choose", { id: mark.id });
          else if (e.key === "Escape") this.settle(let_go, hand.cancel());
          else follow(hand.press(e, mark.id, mark.at));
        },
        keyup: () => this.settle(let_go, hand.lift()),
        blur: () => this.settle(let_go, hand.lift()),
      };
    },
    settle(let_go, done) {
      if (!done) return;
      const mark = this.marks().find((m) => m.id === done.id);
      if (mark) this.shift(mark, done.at);
      let_go(done);
      this.places = this.placed();
    },
    marks() {
      return [...this.view.bill, ...this.view.lanes.flatMap((lane) => lane.actors)];
    },
    shift(mark, to) {
      for (const twin of this.marks().filter((m) => m.id === mark.id)) {
        const by = to - twin.at;
        for (const end of ["low", "high"]) {
          if (twin[end] !== undefined) twin[end] = Math.min(1, Math.max(0, twin[end] + by));
        }
        twin.at = to;
      }
    },
    placed() {
      if (!this.view || !this.width) return null;
      return this.view.lanes.map((lane) => {
        const crowded = lane.actors.length > 45;
        const items = lane.actors.map((actor) => {
          const ticks = [...(actor.gainers || []), ...(actor.losers || [])];
          const low = Math.min(this.px(Math.min(actor.low, ...ticks)), this.px(actor.at) - 8);
          const high = Math.max(this.px(Math.max(actor.high, ...ticks)), this.px(actor.at) + 8);
          const label = crowded ? "" : shortened(actor.label, FONT, this.width - 16);
          return {
            low, high, label, width: label ? textWidth(label, FONT) : 0,
            above: actor.bloc, focus: this.px(actor.at),
          };
        });
        const places = placeInRows(items, this.width);
        return places.map((place, i) => ({ ...place, label: items[i].label, focus: items[i].focus }));
      });
    },
    layout() {
      const drawn = { brackets: [], bill: [], lanes: [], actors: [], ends: [] };
      let top = 4;
      for (const bracket of this.view.brackets) top = this.bracket(drawn, bracket, top);
      top = this.billMarks(drawn, top);
      this.view.lanes.forEach((lane, n) => {
        top = this.lane(drawn, lane, this.places[n] || [], top);
      });
      drawn.axisTop = top + 10;
      return this.scaleEnds(drawn);
    },
    bracket(drawn, { low, high, text, side }, top) {
      let [left, right] = [this.px(low), this.px(high)];
      if (right - left < 10) [left, right] = [left - 5, left + 5];
      const lines = wrapped(text, BOLD, this.width - 4);
      const widest = Math.max(...lines.map((line) => textWidth(line, BOLD)));
      const x = Math.max(0, Math.min((left + right - widest) / 2, this.width - widest - 2));
      const y = top + 15 * lines.length + 5;
      drawn.brackets.push({
        side, lines: lines.map((line, i) => ({ text: line, x, y: top + 12 + 15 * i })),
        path: `M${left},${y + 8} V${y} H${right} V${y + 8}`,
      });
      return y + 16;
    },
    billMarks(drawn, top) {
      if (!this.view.bill.length) return top;
      const items = this.view.bill.map((mark) => {
        const at = this.px(this.where(mark));
        return { low: at - 8, high: at + 8, width: textWidth(`${mark.label} 0.00`, BOLD), focus: at };
      });
      const places = placeInRows(items, this.width);
      const rows = 1 + Math.max(...places.map((p) => p.row));
      drawn.billTop = top + 12 + 18 * (rows - 1);
      this.view.bill.forEach((mark, i) => {
        const { labelLeft, row, side } = places[i];
        const short = side === "left" ? textWidth(" 0.00", BOLD) : 0;
        drawn.bill.push({
          ...mark, at: this.where(mark), labelX: labelLeft + (this.held === mark.id ? 0 : short),
          labelY: top + 16 + 18 * row,
          labelWidth: textWidth(mark.label, BOLD),
        });
      });
      return drawn.billTop + 18;
    },
    lane(drawn, lane, places, top) {
      drawn.lanes.push({ heading: lane.heading, shape: lane.shape, top });
      let y = top + 24;
      const rows = 1 + Math.max(-1, ...places.map((p) => p.row));
      const tops = [];
      for (let row = 0; row < rows; row += 1) {
        tops.push(y);
        const tall = places.some((p) => p.row === row && p.side === "above");
        y += tall ? ABOVE : BESIDE;
      }
      lane.actors.forEach((actor, i) => {
        if (places[i]) drawn.actors.push(this.actor(actor, places[i], tops[places[i].row], lane));
      });
      return y + 6;
    },
    actor(actor, place, top, lane) {
      const above = place.side === "above";
      const y = top + (above ? 26 : 12);
      const at = this.where(actor);
      const by = at - actor.at;
      const moved = (value) => Math.min(1, Math.max(0, value + by));
      const follow = this.px(at) - place.focus;
      const room = this.width - textWidth(place.label, FONT) - 2;
      const labelX = Math.max(0, Math.min(place.labelLeft + follow, room));
      const ticks = (list) =>
        (list || []).map((p) => `M${this.px(moved(p))},${y - 6} V${y + 6}`).join("");
      return {
        ...actor, key: `${lane.heading}/${actor.id}`, at, y, low: moved(actor.low),
        high: moved(actor.high), label: place.label, labelX, labelY: above ? top + 12 : y + 4.5,
        gainers: ticks(actor.gainers), losers: ticks(actor.losers),
      };
    },
    scaleEnds(drawn) {
      const room = this.width * 0.48;
      const ends = [["low", `← ${this.view.low}`, 0], ["high", `${this.view.high} →`, this.width]];
      let deepest = 0;
      for (const [side, text, x] of ends) {
        const lines = wrapped(text, FONT, room);
        deepest = Math.max(deepest, lines.length);
        lines.forEach((line, i) => {
          drawn.ends.push({ side, x, y: drawn.axisTop + 38 + 16 * i, text: line });
        });
      }
      drawn.height = Math.ceil(drawn.axisTop + 28 + 16 * deepest + 4);
      return drawn;
    },
  },
};
