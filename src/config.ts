import path from 'node:path';
import {root} from './root.ts';

export type Config = {
	port: number;
	host: string;
	dataDir: string;
	databaseUrl: string | undefined;
	publicUrl: string | undefined;
	tls: {cert: string; key: string} | undefined;
	trustProxy: boolean;
	orgCode: string;
	fontDir: string | undefined;
	demoPassword: string | undefined;
};

/** Every environment variable, typed; all faults are told at once. README.md explains each. */
export function readConfig(env: Record<string, string | undefined>): Config {
	const faults: string[] = [];
	const check = (isRight: boolean, fault: string) => void (isRight || faults.push(fault));
	const port = Number(env.PORT ?? 3000);
	check(Number.isInteger(port) && port >= 0 && port <= 65535, `PORT 应为 0–65535 的整数，现为 ${env.PORT}`);
	const orgCode = env.ORG_CODE ?? 'XH';
	check(/^[A-Z0-9]{2,6}$/.test(orgCode), `ORG_CODE 应为 2–6 位大写字母或数字，现为 ${orgCode}`);
	const databaseUrl = env.DATABASE_URL || undefined;
	check(!databaseUrl || /^postgres(ql)?:\/\//.test(databaseUrl), 'DATABASE_URL 应以 postgres:// 开头');
	const publicUrl = env.PUBLIC_URL?.replace(/\/$/, '') || undefined;
	check(!publicUrl || URL.canParse(publicUrl), 'PUBLIC_URL 应为完整网址，如 https://anquan.example.cn');
	check(Boolean(env.TLS_CERT) === Boolean(env.TLS_KEY), 'TLS_CERT 与 TLS_KEY 应同时给出');
	check(!env.DEMO_PASSWORD || env.DEMO_PASSWORD.length >= 10, 'DEMO_PASSWORD 至少 10 位');
	if (faults.length > 0) throw configurationFault(faults);
	return {
		port,
		host: env.HOST ?? '127.0.0.1',
		dataDir: path.resolve(root, env.DATA_DIR ?? 'data'),
		databaseUrl,
		publicUrl,
		tls: env.TLS_CERT && env.TLS_KEY ? {cert: env.TLS_CERT, key: env.TLS_KEY} : undefined,
		trustProxy: env.TRUST_PROXY === 'true' || env.TRUST_PROXY === '1',
		orgCode,
		fontDir: env.FONT_DIR || undefined,
		demoPassword: env.DEMO_PASSWORD || undefined,
	};
}

const configurationFault = (faults: string[]) =>
	Object.assign(new Error(`配置有误：\n${faults.map(fault => `  - ${fault}`).join('\n')}`), {code: 'configuration'});
