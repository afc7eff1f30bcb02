// A map of win-sets: the more countries would ratify a point the deeper its colour; the zone and one
// country's win-set as outlines. With one issue a bar for each country.

import { shortened, textWidth } from "winset/axis_layout.js";

const FONT = '12px Helvetica, Arial, "Liberation Sans", sans-serif';

// Rectangles that cover the cells of a bitmap, row by row; rows go up.
function cells(rows, wanted, x, y, size) {
  let path = "";
  rows.forEach((row, r) => {
    for (let start = 0; start < row.length; start += 1) {
      if (!wanted(row[start], r, start)) continue;
      let end = start;
      while (end + 1 < row.length && wanted(row[end + 1], r, end + 1)) end += 1;
      path += `M${x(start)},${y(r)} h${(end - start + 1) * size} v${size} h${-(end - start + 1) * size} Z`;
      start = end;
    }
  });
  return path;
}

// The border of a bitmap: edges between a cell that belongs and one that does not.
function outline(rows, x, y, size) {
  const at = (r, c) => rows[r]?.[c] === "1";
  let path = "";
  rows.forEach((row, r) => {
    for (let c = 0; c < row.length; c += 1) {
      if (!at(r, c)) continue;
      const [left, top] = [x(c), y(r)];
      if (!at(r + 1, c)) path += `M${left},${top} h${size}`;
      if (!at(r - 1, c)) path += `M${left},${top + size} h${size}`;
      if (!at(r, c - 1)) path += `M${left},${top} v${size}`;
      if (!at(r, c + 1)) path += `M${left + size},${top} v${size}`;
    }
  });
  return path;
}

export default {
  template: `
  <div class="map-and-list">
    <div class="map" ref="root">
      <svg v-if="width" :width="width" :height="height" role="img" :aria-label="view.description">
        <template v-if="flat">
          <clipPath id="map-frame"><rect :x="pad" y="8" :width="side" :height="side" /></clipPath>
          <g v-for="l in levels" :key="l.count" clip-path="url(#map-frame)"><path class="accepts" :d="l.path" :style="{ opacity: l.opacity }" /></g>
          <path class="zone" :d="zone" clip-path="url(#map-frame)" />
          <path v-if="shown" class="one" :d="one" />
          <g class="frame"><rect :x="pad" y="8" :width="side" :height="side" /></g>
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
    size() {
      return this.side / (this.view.steps - 1); // a cell stands round its point, half of the outer ones outside
    },
    present() {
      return this.view.countries.filter((c) => c.rows);
    },
    levels() {
      const on = this.present.filter((c) => c.on);
      const found = [];
      for (let count = 1; count <= on.length; count += 1) {
        const rows = on.length ? on[0].rows : [];
        const path = cells(rows, (_, r, c) => on.filter((k) => k.rows[r][c] === "1").length === count, this.x, this.y, this.size);
        found.push({ count, path, opacity: 0.06 + 0.36 * (count / on.length) ** 2 });
      }
      return found;
    },
    zone() {
      if (this.view.borders) return this.traced(this.view.borders.zone);
      return outline(this.view.zone, this.x, this.y, this.size);
    },
    one() {
      const traced = this.view.borders?.countries[this.shown];
      if (traced) return this.traced(traced);
      const found = this.present.find((c) => c.id === this.shown);
      return found ? outline(found.rows, this.x, this.y, this.size) : "";
    },
    bars() {
      const rows = this.present.map((c) => ({ ...c, row: c.rows[0] }));
      rows.push({ id: "zone", title: "Zone", on: true, all: true, row: this.view.zone[0] });
      return rows.map((b, i) => ({ ...b, title: shortened(b.title, FONT, this.pad - 10), y: 40 + i * 26, spans: this.spans(b.row) }));
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
          return { ...p, x, y, mark: marks[p.kind], label: named ? p.label : "", tx: x + (left ? -11 : 11), ty: this.flat ? y + 4 : 20 - (i % 2) * 12, anchor: left ? "end" : "start" };
        });
    },
  },
  methods: {
    traced(lines) {
      const at = ([across, up]) => `${(this.pad + across * this.side).toFixed(1)},${(8 + (1 - up) * this.side).toFixed(1)}`;
      return lines.map((points) => `M${points.map(at).join(" L")}`).join(" ");
    },
    x(column) {
      return Math.round((this.pad + (column - 0.5) * this.size) * 100) / 100;
    },
    y(row) {
      return Math.round((8 + this.side - (row + 0.5) * this.size) * 100) / 100;
    },
    short(text) {
      return shortened(text, FONT, this.side * 0.46);
    },
    spans(row) {
      const found = [];
      const unit = this.side / (row.length - 1 || 1);
      for (const match of row.matchAll(/1+/g)) {
        found.push([this.pad + match.index * unit - 1, this.pad + (match.index + match[0].length - 1) * unit + 1]);
      }
      return found;
    },
  },
};
