// Long work and how far it is; rows stay where they are while they fill, so that no focus is lost.

export default {
  template: `
  <div>
    <div v-if="!jobs.length" class="empty"><p>{{ empty }}</p></div>
    <ul v-else class="jobs">
      <li v-for="j in jobs" :key="j.id" :data-job="j.id" :data-state="j.state">
        <div><a class="strong" :href="j.case">{{ j.title }}</a><p class="quiet small">{{ j.asked }}</p></div>
        <div><progress :value="j.done" :max="j.total" :aria-label="'Progress of ' + j.title"></progress><p class="small" role="status">{{ j.says }}</p></div>
        <div class="tools">
          <a v-if="j.result" class="button" :href="j.result">Result</a>
          <button v-for="a in j.actions" :key="a" type="button" class="button" @click="$emit('act', { name: a.toLowerCase(), id: j.id })">{{ a }}</button>
        </div>
      </li>
    </ul>
  </div>`,
  props: { jobs: { type: Array, default: () => [] }, empty: String },
  emits: ["act"],
};
