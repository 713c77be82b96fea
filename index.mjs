// Where Lambda finds the handler in the revision that buildspec.yml built (target: lambda).
export { handler } from './webapp/dist/lambda.js';
