import 'element-plus/dist/index.css';
import './base.css';
import './print.css';
import {createApp} from 'vue';
import App from './App.vue';
import {router} from './router.ts';
import {recallSession, recallWelcome} from './session.ts';

await Promise.all([recallSession(), recallWelcome()]);
createApp(App).use(router).mount('#app');
