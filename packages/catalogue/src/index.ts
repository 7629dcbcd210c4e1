export { type Catalogue, type GuideCatalogue, loadCatalogue, loadFirstWords, loadGuideCatalogue, type MessageKey } from './catalogue.ts';
export { chooseLocale } from './choose-locale.ts';
export { describeForIt } from './describe-for-it.ts';
export { daysLeft, describeAuthentication, describeObservation, nameTlsVersion } from './describe-observation.ts';
export { describeAdvice, describeProblem, describeRemedy, type ProblemWords } from './describe-problem.ts';
export { describeScenario } from './describe-scenario.ts';
export { describeStage } from './describe-stage.ts';
export type { Values } from './interpolate.ts';
export { renderTestMessage } from './test-message.ts';
