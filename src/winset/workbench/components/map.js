// A map of win-sets: the more countries ratify a point with .5 or more the deeper its colour; the zone
// and one country's win-set as outlines, dashed within them at .9. With one issue a bar for each
// country. Ideal points can be moved. A most promising text that is not signed is hollow.

import { shortened, textWidth, wrapped } from "winset/axis_layout.js";
import { gliding } from "winset/gliding.js";
import { labelRoom } from "winset/label_room.js";

const FONT = '12px Helvetica, Arial, "Liberation Sans", sans-serif';
const BOLD = 'bold 12px Helvetica, Arial, "Liberation Sans", sans-serif';
const LINE = 16;
const ROW = 28;
const MARKS = {
  quo: "M-5,-5 L5,5 M-5,5 L5,-5",
  agreement: "M0,-8 L7,0 L0,8 L-7,0 Z",
  best: "M0,-8 L7,0 L0,8 L-7,0 Z",
  ideal: "M-4,0 A4,4 0 1 0 4,0 A4,4 0 1 0 -4,0 Z",
};

export default {
  template: `
  <div class="map-and-list">
    <div class="map" ref="root">
      <svg v-if="width" :width="width" :height="height" role="group" :aria-label="view.description" :class="{ moving: held }">
        <g aria-hidden="true">
          <template v-if="flat">
            <path v-for="s in shades" :key="s.id" class="accepts" :d="s.path" :data-set="s.id" fill-rule="evenodd" :style="{ opacity: s.opacity }" />
            <g class="frame"><rect :x="pad" :y="top" :width="side" :height="side" /></g>
            <path class="zone" :d="zone" /><path class="zone-likely" :d="traced(view.zone.likely.outline)" />
            <path v-if="shown" class="one" :d="one.even" /><path v-if="shown" class="one one-likely" :d="one.likely" />
            <g v-for="t in view.up.ticks" :key="'u' + t[0]" class="ticks"><line :x1="pad - 5" :x2="pad" :y1="ypx(t[0])" :y2="ypx(t[0])" /><text :x="pad - 8" :y="ypx(t[0]) + 4" text-anchor="end">{{ t[1] }}</text></g>
          </template>
          <g v-else v-for="b in bars" :key="b.id" :class="['bar-row', { off: !b.on, all: b.all }]"><text :x="0" :y="b.y + 5" class="name">{{ b.title }}</text><line class="base" :x1="pad" :x2="pad + side" :y1="b.y" :y2="b.y" /><line v-for="(s, i) in b.spans" :key="i" class="span" :x1="s[0]" :x2="s[1]" :y1="b.y" :y2="b.y" /><line v-for="(s, i) in b.likely" :key="'l' + i" class="span-likely" :x1="s[0]" :x2="s[1]" :y1="b.y" :y2="b.y" /></g>
          <g v-for="t in view.across.ticks" :key="'a' + t[0]" class="ticks"><line :x1="xpx(t[0])" :x2="xpx(t[0])" :y1="bottom" :y2="bottom + 5" /><text :x="xpx(t[0])" :y="bottom + 18" text-anchor="middle">{{ t[1] }}</text></g>
          <g class="titles"><text v-for="(t, i) in feet" :key="i" :x="t.x" :y="t.y" :text-anchor="t.anchor" :class="{ strong: t.strong }">{{ t.text }}</text></g>
          <g class="titles"><text v-if="flat" :x="pad" y="12">↑</text><text v-for="t in heads" :key="t.y" :x="t.x" :y="t.y" :class="{ strong: t.strong }">{{ t.text }}</text></g>
          <g v-for="p in fixed" :key="p.id" :class="['point', p.kind]"><line v-if="!flat" class="stem" :x1="p.x" :x2="p.x" :y1="top" :y2="bottom" /><path :d="p.mark" :transform="'translate(' + p.x + ',' + p.y + ')'" /></g>
        </g>
        <g v-for="p in ideals" :key="p.id" :class="['point', 'ideal', { lit: p.id === shown, held: held && held.id === p.id, fixed: !p.editable }]" v-bind="slider(p)" v-on="p.editable ? hands(p) : {}">
          <circle v-if="p.editable" class="grip" :cx="p.x" :cy="p.y" r="13" /><circle class="ring" :cx="p.x" :cy="p.y" r="9" />
          <path :d="p.mark" :transform="'translate(' + p.x + ',' + p.y + ')'" /><title>{{ p.tip }}</title>
        </g>
        <g class="labels" aria-hidden="true"><template v-for="l in labels" :key="l.id"><path v-if="l.line" class="to-label" :d="l.line" /><text :x="l.x" :y="l.y" :class="[l.kind, { lit: l.id === shown }]">{{ l.text }}</text></template></g>
      </svg>
    </div>
    <fieldset class="countries">
      <legend>At the table</legend>
      <div v-for="c in view.countries" :key="c.id" class="country" :class="{ lit: c.id === shown, off: !c.on }" @pointerenter="shown = c.id" @pointerleave="shown = null">
        <label class="check"><input type="checkbox" :checked="c.on" :data-country="c.id" @focus="shown = c.id" @blur="shown = null" @change="$emit('toggle', { id: c.id, on: $event.target.checked })"> <span>{{ c.title }}</span></label>
        <span class="quiet small">{{ c.detail }}</span>
      </div>
    </fieldset>
  </div>`,
  props: { view: Object },
  emits: ["toggle", "drop"],
  data: () => ({ width: 0, shown: null, held: null, dropped: null }),
  created() {
    this.hand = gliding({
      placeAt: (event) => this.placeAt(event),
      follow: (held) => {
        this.held = held && { ...held };
      },
      drop: (id, at) => {
        this.dropped = { id, at };
        const axes = this.flat ? [this.view.across, this.view.up] : [this.view.across];
        this.$emit("drop", { id, issues: axes.map((axis) => axis.issue), at });
      },
    });
  },
  mounted() {
    this.observer = new ResizeObserver(([entry]) => {
      this.width = Math.floor(entry.contentRect.width) || this.width;
    });
    this.observer.observe(this.$refs.root);
  },
  unmounted() {
    this.observer.disconnect();
  },
  watch: {
    view() {
      this.dropped = null;
    },
  },
  computed: {
    flat() {
      return Boolean(this.view.up);
    },
    pad() {
      const texts = this.flat ? this.view.up.ticks.map((t) => t[1]) : this.view.countries.map((c) => c.title);
      const widest = Math.max(...texts.map((text) => textWidth(text, FONT)), 20);
      return Math.min(widest + 14, this.width * 0.4);
    },
    side() {
      const room = this.width - this.pad - 16;
      return this.flat ? Math.min(room, 640) : room;
    },
    heads() {
      const room = this.width - this.pad - 16;
      if (!this.flat) return [];
      const { title, low, high } = this.view.up;
      const lines = wrapped("top: " + high + "; bottom: " + low, FONT, room).map((text) => ({ text, x: this.pad }));
      const strong = wrapped(title, BOLD, room).map((text) => ({ text, x: this.pad + 12, strong: true }));
      return [...lines.map((line, i) => ({ ...line, y: 12 + (strong.length + i) * LINE })), ...strong.map((line, i) => ({ ...line, y: 12 + i * LINE }))];
    },
    top() {
      return this.flat ? this.heads.length * LINE + 6 : 30;
    },
    bottom() {
      return this.flat ? this.top + this.side : this.top + this.rows.length * ROW + 8;
    },
    feet() {
      const { title, low, high } = this.view.across;
      const room = this.side * 0.48;
      const found = wrapped(title + " →", BOLD, this.side).map((text, i) => ({ text, strong: true, x: this.pad + this.side, anchor: "end", y: this.bottom + 36 + i * LINE }));
      const below = this.bottom + 38 + found.length * LINE;
      const lay = (text, x, anchor) => wrapped(text, FONT, room).forEach((line, i) => found.push({ text: line, x, anchor, y: below + i * LINE }));
      lay("← " + low, this.pad, "start");
      lay(high + " →", this.pad + this.side, "end");
      return found;
    },
    height() {
      return Math.ceil(Math.max(...this.feet.map((t) => t.y)) + 8);
    },
    present() {
      return this.view.countries.filter((c) => c.set);
    },
    shades() {
      // One thin layer for each country: where all lie over each other the colour is deepest.
      const on = this.present.filter((c) => c.on);
      const opacity = 1 - (1 - 0.42) ** (1 / Math.max(on.length, 1));
      return on.map((c) => ({ id: c.id, opacity, path: this.traced(c.set.outline) }));
    },
    zone() {
      return this.traced(this.view.zone.outline);
    },
    one() {
      const found = this.present.find((c) => c.id === this.shown);
      if (!found) return { even: "", likely: "" };
      return { even: this.traced(found.set.outline), likely: this.traced(found.set.likely.outline) };
    },
    rows() {
      const zone = { id: "zone", title: "Zone", on: true, all: true, set: this.view.zone };
      return [...this.present, zone];
    },
    bars() {
      return this.rows.map((b) => ({ ...b, title: shortened(b.title, FONT, this.pad - 10), y: this.rowY(b.id), spans: this.spans(b.set.intervals), likely: this.spans(b.set.likely.intervals) }));
    },
    fixed() {
      return this.view.points.filter((p) => p.kind !== "ideal").map((p) => this.placed(p));
    },
    ideals() {
      const found = this.view.points.filter((p) => p.kind === "ideal");
      return found.filter((p) => this.flat || this.rows.some((r) => r.id === p.id)).map((p) => this.placed(p));
    },
    labels() {
      if (!this.flat) return this.headings();
      const frame = { left: this.pad + 2, right: this.pad + this.side - 2, top: this.top + 2, bottom: this.bottom - 2 };
      const points = [...this.fixed, ...this.ideals].map((p) => {
        const isHeld = this.held && this.held.id === p.id;
        const text = shortened(isHeld ? this.told(p) : p.label, FONT, this.side - 8);
        const names = !isHeld && p.kind === "ideal" && p.id.length <= 3 ? [text, p.id.toUpperCase()] : [text];
        return { ...p, names, reach: p.kind === "ideal" ? 9 : 12, urgent: isHeld || p.id === this.shown };
      });
      const rooms = labelRoom(points, frame, FONT);
      return points.flatMap((p, i) => {
        const [text] = p.names;
        const above = { text, x: Math.min(p.x + 9, frame.right - textWidth(text, FONT)), y: Math.max(p.y - 9, frame.top + 12), line: "" };
        const room = p.urgent && (!rooms[i] || rooms[i].text !== text) ? above : rooms[i];
        return room ? [{ id: p.id, kind: p.kind, ...room }] : [];
      });
    },
  },
  methods: {
    xpx(at) {
      return Math.round((this.pad + at * this.side) * 10) / 10;
    },
    ypx(at) {
      return Math.round((this.bottom - at * this.side) * 10) / 10;
    },
    rowY(id) {
      return this.top + 14 + ROW * this.rows.findIndex((r) => r.id === id);
    },
    placed(p) {
      const moving = [this.held, this.dropped].find((m) => m && m.id === p.id);
      const at = moving ? moving.at : p.at;
      const y = this.flat ? this.ypx(at[1]) : p.kind === "ideal" ? this.rowY(p.id) : this.bottom - 4;
      return { ...p, at, x: this.xpx(at[0]), y, mark: MARKS[p.kind] };
    },
    headings() {
      // Along one issue the status quo and the agreement are named above their lines.
      const named = [...this.fixed].sort((a, b) => a.x - b.x);
      const found = [];
      for (const p of named) {
        const width = textWidth(p.label, FONT);
        const x = Math.min(Math.max(p.x - width / 2, 0), this.width - width);
        const before = found[found.length - 1];
        const y = before && before.y === 12 && x < before.x + before.width + 8 ? 26 : 12;
        found.push({ id: p.id, kind: p.kind, text: p.label, x, y, width });
      }
      const held = this.held && this.ideals.find((p) => p.id === this.held.id);
      if (held) found.push({ id: held.id, kind: "ideal", text: this.told(held), x: Math.min(held.x + 10, this.width - 60), y: held.y - 9 });
      return found;
    },
    natural(axis, at) {
      if (!axis.natural) return at.toFixed(2);
      const [low, high] = axis.natural;
      return Number((low + (high - low) * at).toPrecision(4)).toLocaleString("en-US");
    },
    told(p) {
      const axes = this.flat ? [this.view.across, this.view.up] : [this.view.across];
      return p.label + " " + axes.map((axis, i) => this.natural(axis, p.at[i])).join(", ");
    },
    slider(p) {
      if (!p.editable) return { role: "img", "aria-label": p.tip };
      return {
        role: "slider", tabindex: 0, "data-ideal": p.id, "aria-label": "Ideal point of " + p.label,
        "aria-valuemin": 0, "aria-valuemax": 1, "aria-valuenow": Number(p.at[0].toFixed(2)),
        "aria-valuetext": this.told(p),
      };
    },
    hands(p) {
      const { hand } = this;
      return {
        touchstart: (e) => e.preventDefault(),
        pointerdown: (e) => hand.grab(e, p.id, p.at),
        pointermove: (e) => hand.drag(e),
        pointerup: (e) => hand.release(e),
        pointercancel: () => hand.cancel(),
        keydown: (e) => hand.press(e, p.id, p.at),
        keyup: () => hand.lift(),
        blur: () => hand.lift(),
        focus: () => (this.shown = p.id),
        pointerenter: () => (this.shown = p.id),
        pointerleave: () => (this.shown = null),
      };
    },
    placeAt(event) {
      const box = this.$refs.root.getBoundingClientRect();
      const across = (event.clientX - box.left - this.pad) / this.side;
      return this.flat ? [across, (box.top + this.bottom - event.clientY) / this.side] : [across];
    },
    spans(pieces) {
      return pieces.map((piece) => piece.map((at) => this.xpx(at)));
    },
    traced(lines) {
      const at = ([across, up]) => `${this.xpx(across)},${this.ypx(up)}`;
      return lines.map((points) => `M${points.map(at).join(" L")} Z`).join(" ");
    },
  },
};
