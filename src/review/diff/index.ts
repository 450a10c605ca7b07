export { diffOutputs } from './outputs';
export { diffStacks } from './stacks';
export { sideOf } from './side';
export { isDecision } from './change';
export * from './report';
