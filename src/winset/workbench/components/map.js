// A map of win-sets: the more countries would ratify a point the deeper its colour; the zone and one
// country's win-set as outlines. With one issue a bar for each country.

import { shortened, textWidth } from "winset/axis_layout.js";

const FONT = '12px Helvetica, Arial, "Liberation Sans", sans-serif';

export default {
  template: `
  <div class="map-and-list">
    <div class="map" ref="root">
      <svg v-if="width" :width="width" :height="height" role="img" :aria-label="view.description">
        <template v-if="flat">
          <path v-for="s in shades" :key="s.id" class="accepts" :d="s.path" :data-set="s.id" fill-rule="evenodd" :style="{ opacity: s.opacity }" />
          <g class="frame"><rect :x="pad" y="8" :width="side" :height="side" /></g>
          <path class="zone" :d="zone" />
          <path v-if="shown" class="one" :d="one" />
          <g v-for="t in [0, 0.5, 1]" :key="t" class="ticks"><text :x="pad + t * side" :y="side + 24" text-anchor="middle">{{ t }}</text><text :x="pad - 8" :y="8 + (1 - t) * side + 4" text-anchor="end">{{ t }}</text></g>
          <g class="titles"><text :x="pad" :y="side + 44">← {{ short(view.across.low) }}</text><text :x="pad + side" :y="side + 44" text-anchor="end">{{ short(view.across.high) }} →</text>
            <text :x="pad + side / 2" :y="side + 64" text-anchor="middle" class="strong">{{ view.across.title }}</text>
            <text :transform="'translate(12,' + (8 + side / 2) + ') rotate(-90)'" text-anchor="middle" class="strong">{{ view.up.title }}</text></g>
          <g v-for="p in points" :key="p.id" :class="['point', p.kind, { lit: p.id === shown }]"><path :d="p.mark" :transform="'translate(' + p.x + ',' + p.y + ')'" /><text v-if="p.label" :x="p.tx" :y="p.ty" :text-anchor="p.anchor">{{ p.label }}</text><title>{{ p.tip }}</title></g>
        </template>
        <template v-else>
          <g v-for="b in bars" :key="b.id" :class="['bar-row', { off: !b.on, all: b.all }]"><text :x="0" :y="b.y + 5" class="name">{{ b.title }}</text><line class="base" :x1="pad" :x2="pad + side" :y1="b.y" :y2="b.y" /><line v-for="(s, i) in b.spans" :key="i" class="span" :x1="s[0]" :x2="s[1]" :y1="b.y" :y2="b.y" /></g>
          <g v-for="p in points" :key="p.id" :class="['point', p.kind]"><path :d="p.mark" :transform="'translate(' + p.x + ',' + p.y + ')'" /><line v-if="p.kind !== 'ideal'" :x1="p.x" :x2="p.x" y1="8" :y2="p.y" /><text v-if="p.label" :x="p.tx" :y="p.ty" :text-anchor="p.anchor">{{ p.label }}</text></g>
          <g class="titles"><text :x="pad" :y="height - 6">← {{ short(view.across.low) }}</text><text :x="pad + side" :y="height - 6" text-anchor="end">{{ short(view.across.high) }} →</text></g>
        </template>
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
  emits: ["toggle"],
  data: () => ({ width: 0, shown: null }),
  mounted() {
    this.observer = new ResizeObserver(([entry]) => {
      this.width = Math.floor(entry.contentRect.width) || this.width;
    });
    this.observer.observe(this.$refs.root);
  },
  unmounted() {
    this.observer.disconnect();
  },
  computed: {
    flat() {
      return Boolean(this.view.up);
    },
    pad() {
      if (this.flat) return 46;
      const widest = Math.max(...this.view.countries.map((c) => textWidth(c.title, FONT)), 40);
      return Math.min(widest + 14, this.width * 0.4);
    },
    side() {
      return this.flat ? Math.min(this.width - this.pad - 10, 640) : this.width - this.pad - 12;
    },
    height() {
      return this.flat ? this.side + 74 : (this.present.length + 1) * 26 + 74;
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
      return found ? this.traced(found.set.outline) : "";
    },
    bars() {
      const rows = this.present.map((c) => ({ ...c, pieces: c.set.intervals }));
      rows.push({ id: "zone", title: "Zone", on: true, all: true, pieces: this.view.zone.intervals });
      return rows.map((b, i) => ({ ...b, title: shortened(b.title, FONT, this.pad - 10), y: 40 + i * 26, spans: b.pieces.map((p) => p.map((at) => this.pad + at * this.side)) }));
    },
    points() {
      const bottom = 40 + this.present.length * 26 + 14;
      return this.view.points
        .filter((p) => p.kind !== "ideal" || this.flat)
        .map((p, i) => {
          const x = this.pad + p.at[0] * this.side;
          const y = this.flat ? 8 + (1 - p.at[1]) * this.side : bottom;
          const left = x > this.pad + this.side * 0.7;
          const named = p.kind !== "ideal" || p.id === this.shown;
          const marks = { quo: "M-5,-5 L5,5 M-5,5 L5,-5", agreement: "M0,-8 L7,0 L0,8 L-7,0 Z", ideal: "M-3,0 A3,3 0 1 0 3,0 A3,3 0 1 0 -3,0 Z" };
          return { ...p, x, y, mark: marks[p.kind], label: named ? p.label : "", tx: x + (left ? -11 : 11), ty: this.flat ? this.beside(y) : 20 - (i % 2) * 12, anchor: left ? "end" : "start" };
        });
    },
  },
  methods: {
    traced(lines) {
      const at = ([across, up]) => `${(this.pad + across * this.side).toFixed(1)},${(8 + (1 - up) * this.side).toFixed(1)}`;
      return lines.map((points) => `M${points.map(at).join(" L")} Z`).join(" ");
    },
    beside(y) {
      // A name at an edge of the frame moves inward, so that no line runs through it.
      if (y > this.side - 4) return y - 8;
      return y < 20 ? y + 16 : y + 4;
    },
    short(text) {
      return shortened(text, FONT, this.side * 0.46);
    },
  },
};
