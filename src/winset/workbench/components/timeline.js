// Both stages in time: spans and days that can be moved, a row for each.

import { shortened, textWidth } from "winset/axis_layout.js";
import { sliding } from "winset/sliding.js";

const DAY = 86400000;
const FONT = '13px Helvetica, Arial, "Liberation Sans", sans-serif';

const FORM = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };

const written = (day) => new Date(day * DAY).toLocaleDateString("en-GB", FORM);

export default {
  template: `
  <div class="timeline" ref="root">
    <svg v-if="width" :width="width" :height="height" role="group" :aria-label="view.description" :class="{ moving: held }">
      <g aria-hidden="true">
        <template v-for="t in ticks" :key="t.day">
          <line class="rule" :x1="px(t.day)" :x2="px(t.day)" y1="4" :y2="height - 22" />
          <text class="tick" :x="px(t.day)" :y="height - 6">{{ t.text }}</text>
        </template>
      </g>
      <g v-for="(r, i) in rows" :key="r.key">
        <line v-if="r.until !== null" :class="['span', r.side]" :x1="px(r.day)" :x2="px(r.until)" :y1="r.y" :y2="r.y" aria-hidden="true" />
        <g :class="['moment', r.kind, r.side, { held: held !== null && held === r.path, fixed: !r.path }]" v-bind="slider(r)" v-on="r.path ? hands(r) : {}">
          <rect class="grip" :x="px(r.day) - 13" :y="r.y - 13" width="26" height="26" />
          <circle class="ring" :cx="px(r.day)" :cy="r.y" r="11" />
          <path class="mark" :d="r.kind === 'lobbying' ? 'M-5,-6 V6 H5 V-6 Z' : 'M0,-7 L7,0 L0,7 L-7,0 Z'" :transform="'translate(' + px(r.day) + ',' + r.y + ')'" />
          <text class="name" :x="r.labelX" :y="r.labelY">{{ r.text }}<tspan class="day" dx="6">{{ date(r.day) }}</tspan></text>
        </g>
      </g>
    </svg>
  </div>`,
  props: { view: Object },
  emits: ["drag", "drop"],
  data: () => ({ width: 0, held: null, at: null }),
  created() {
    this.hand = sliding({
      emit: (name, detail) => this.$emit(name, detail),
      valueAt: (event) => this.valueAt(event.clientX),
      step: () => 1,
      bounds: () => [this.view.first, this.view.last],
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
      this.hand.answered();
    },
  },
  computed: {
    height() {
      return this.view.rows.length * 38 + 34;
    },
    rows() {
      return this.view.rows.map((row, i) => {
        const day = this.held && this.held === row.path ? this.at : row.day;
        const wide = textWidth(`${row.label}  00 Sept 2000`, FONT);
        const text = shortened(row.label, FONT, this.width - 100);
        const at = Math.max(0, Math.min(this.px(day) - 6, this.width - wide - 12));
        return { ...row, day, text, y: i * 38 + 26, labelX: at, labelY: i * 38 + 14 };
      });
    },
    ticks() {
      const months = [1, 2, 3, 6, 12, 24, 60, 120];
      const room = Math.max(2, Math.floor(this.width / 90));
      const days = this.view.last - this.view.first;
      const apart = months.find((m) => days / (m * 30.4) <= room) ?? 240;
      const start = new Date(this.view.first * DAY);
      const found = [];
      for (let m = 0; m < 3000; m += 1) {
        const month = start.getUTCMonth() + m;
        const date = new Date(Date.UTC(start.getUTCFullYear(), month, 1));
        const day = date.getTime() / DAY;
        if (day > this.view.last) break;
        const count = date.getUTCFullYear() * 12 + date.getUTCMonth();
        if (day >= this.view.first && count % apart === 0) {
          const form = apart < 12 ? { month: "short", year: "numeric" } : { year: "numeric" };
          found.push({ day, text: date.toLocaleDateString("en-GB", { ...form, timeZone: "UTC" }) });
        }
      }
      return found;
    },
  },
  methods: {
    date: written,
    px(day) {
      const share = (day - this.view.first) / Math.max(1, this.view.last - this.view.first);
      return Math.round((14 + share * (this.width - 28)) * 10) / 10;
    },
    valueAt(clientX) {
      const left = this.$refs.root.getBoundingClientRect().left;
      const share = (clientX - left - 14) / (this.width - 28);
      return this.view.first + share * (this.view.last - this.view.first);
    },
    slider(row) {
      const spoken = `${row.label}, ${written(row.day)}`;
      if (!row.path) return { role: "img", "aria-label": spoken };
      return {
        role: "slider", tabindex: 0, "data-mark": row.path, "aria-label": row.label,
        "aria-valuemin": this.view.first, "aria-valuemax": this.view.last,
        "aria-valuenow": row.day, "aria-valuetext": written(row.day),
      };
    },
    hands(row) {
      const follow = (held) => {
        if (held) [this.held, this.at] = [held.id, held.at];
      };
      const letGo = (done) => {
        if (!done) return;
        const moved = this.view.rows.find((r) => r.path === done.id);
        if (moved) moved.day = done.at;
        this.held = null;
      };
      const { hand } = this;
      return {
        // Without this a finger on a mark scrolls the page: touch-action does not hold for parts of an SVG.
        touchstart: (e) => e.preventDefault(),
        pointerdown: (e) => follow(hand.grab(e, row.path, row.day)),
        pointermove: (e) => follow(hand.drag(e)),
        pointerup: (e) => letGo(hand.release(e)),
        pointercancel: () => letGo(hand.cancel()),
        keydown: (e) => (e.key === "Escape" ? letGo(hand.cancel()) : follow(hand.press(e, row.path, row.day))),
        keyup: () => letGo(hand.lift()),
        blur: () => letGo(hand.lift()),
      };
    },
  },
};
