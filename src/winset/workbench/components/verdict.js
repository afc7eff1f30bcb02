// The verdict card: what would happen, and how near it is. It only sets what the server says.

import { TermHelp } from "winset/term.js";

export default {
  components: { TermHelp },
  template: `
  <section class="verdict" :class="[view.word, { pending: view.pending, open }]" :data-answer="view.answer" aria-label="Verdict">
    <div class="headline">
      <p class="chance"><b>{{ view.probability.text }}</b> <span>chance of passage</span></p>
      <p class="word"><span class="sign" aria-hidden="true">{{ view.sign }}</span>{{ view.verdict }} <span class="often">most often</span></p>
      <p class="gist">{{ view.gist }}</p>
      <button type="button" class="why more" :aria-expanded="open" aria-controls="verdict-rest" @click="open = !open">{{ open ? "Less" : "More" }}<span class="unseen"> of the verdict</span></button>
    </div>
    <div class="rest" id="verdict-rest">
      <p class="reason">{{ view.reason }} <button type="button" class="why" aria-label="Why this verdict?" @click="$emit('why', { name: 'verdict' })">Why?</button></p>
      <div class="fact">
        <p class="label">Probability of passage <button type="button" class="why" aria-label="Why this probability of passage?" @click="$emit('why', { name: 'probability' })">Why?</button></p>
        <div class="bar" role="img" :aria-label="'Probability of passage ' + view.probability.text">
          <i class="fill" :style="{ width: 100 * view.probability.value + '%' }"></i>
          <i v-if="view.before" class="before" :style="{ left: 100 * view.before.probability + '%' }"></i>
        </div>
        <p class="detail">{{ view.probability.stages }}</p>
        <p class="detail">{{ view.probability.detail }}<template v-if="view.before">; {{ view.before.text }}</template></p>
      </div>
      <div v-for="v in view.votes" :key="v.chamber" class="fact">
        <p class="label">{{ v.name }}: <b>{{ v.headline }}</b> <button type="button" class="why" :aria-label="'Why these votes in the ' + v.name + '?'" @click="$emit('why', { name: v.why })">Why?</button></p>
        <div class="bar" role="img" :aria-label="v.spoken">
          <i class="fill" :class="{ short: v.short > 0 }" :style="{ width: 100 * v.share + '%' }"></i>
          <i class="span" :style="{ left: 100 * v.low + '%', width: 100 * (v.high - v.low) + '%' }"></i>
          <i class="quota" :style="{ left: 100 * v.quota + '%' }"></i>
        </div>
        <p class="detail">{{ v.detail }}</p>
      </div>
      <div class="fact">
        <p class="label">Price against budget <b>{{ view.money.headline }}</b></p>
        <div v-for="m in view.money.rows" :key="m.name" class="money">
          <span class="name">{{ m.label }}</span>
          <span class="track" role="img" :aria-label="m.label + ' ' + m.text"><i :class="m.name" :style="{ width: 100 * m.share + '%' }"></i></span>
          <span class="amount">{{ m.text }}</span>
          <button type="button" class="why" :aria-label="'Why: ' + m.label" @click="$emit('why', { name: m.why })">Why?</button>
        </div>
        <p class="detail">in <term-help v-bind="view.unit"></term-help> at likely values</p>
      </div>
      <div class="fact record">
        <p v-if="view.record" class="label"><span>What happened: <b>{{ view.record }}</b></span></p>
        <p class="detail">{{ view.caution }}</p>
      </div>
    </div>
    <p class="unseen" role="status" aria-live="polite">{{ view.pending ? "" : view.spoken }}</p>
  </section>`,
  props: { view: Object },
  emits: ["why"],
  data: () => ({ open: false }),
};
