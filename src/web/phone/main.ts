import {createApp} from 'vue';
import {startWork, wakeUp} from '../offline/wake-up.ts';
import App from './App.vue';
import './base.css';
import {recallLook} from './look.ts';
import {router} from './router.ts';
import {startShell} from './shell.ts';

recallLook();
await wakeUp();
createApp(App).use(router).mount('#app');
startWork();
startShell();
