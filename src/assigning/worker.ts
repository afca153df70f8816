import {parentPort, workerData} from 'node:worker_threads';
import {assign, type Workload} from '../domain/schedule/assign.ts';

parentPort!.postMessage(assign(workerData as Workload));
