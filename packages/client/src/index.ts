export { ApiError } from './api-error.ts';
export { cancelCheck } from './cancel-check.ts';
export { discoverServers } from './discover.ts';
export { fetchConfig } from './fetch-config.ts';
export { fetchLab } from './fetch-lab.ts';
export { fetchReport } from './fetch-report.ts';
export { type ConnectionChange, ConnectionLostError, type FollowOptions, followCheck, followCheckAndConnection } from './follow-check.ts';
export { type RequestOptions, UnreadableAnswerError } from './request.ts';
export { startCheck } from './start-check.ts';
