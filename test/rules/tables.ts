import { awsRules } from '../../src/clouds/aws/rules';
import { azureRules } from '../../src/clouds/azure/rules';
import { googleRules } from '../../src/clouds/google/rules';
import { Rule } from '../../src/clouds/rules';
import { Example } from './example';
import { awsApiExamples } from './examples/aws-api';
import { awsComputeExamples } from './examples/aws-compute';
import { awsDataExamples } from './examples/aws-data';
import { awsNetworkExamples } from './examples/aws-network';
import { awsObservabilityExamples } from './examples/aws-observability';
import { awsSecurityExamples } from './examples/aws-security';
import { awsStorageExamples } from './examples/aws-storage';
import { azureAppExamples } from './examples/azure-apps';
import { azureDataExamples } from './examples/azure-data';
import { azureEdgeExamples } from './examples/azure-edge';
import { azureIdentityExamples } from './examples/azure-identity';
import { azureIdExamples } from './examples/azure-ids';
import { azureMonitorExamples } from './examples/azure-monitor';
import { azureNameExamples } from './examples/azure-names';
import { azureNetworkExamples } from './examples/azure-network';
import { googleDataExamples } from './examples/google-data';
import { googleEdgeExamples } from './examples/google-edge';
import { googleIdentityExamples } from './examples/google-identity';
import { googleNetworkExamples } from './examples/google-network';
import { googleObservabilityExamples } from './examples/google-observability';
import { googleRunExamples } from './examples/google-run';

export type Cloud = 'aws' | 'azure' | 'google';

export const RULES: { readonly [cloud in Cloud]: readonly Rule[] } = { aws: awsRules, azure: azureRules, google: googleRules };

export const EXAMPLES: { readonly [cloud in Cloud]: readonly Example[] } = {
  aws: [
    ...awsStorageExamples, ...awsComputeExamples, ...awsDataExamples, ...awsNetworkExamples, ...awsApiExamples, ...awsObservabilityExamples, ...awsSecurityExamples,
  ],
  azure: [
    ...azureAppExamples, ...azureDataExamples, ...azureEdgeExamples, ...azureIdentityExamples, ...azureIdExamples,
    ...azureMonitorExamples, ...azureNameExamples, ...azureNetworkExamples,
  ],
  google: [
    ...googleDataExamples, ...googleEdgeExamples, ...googleIdentityExamples, ...googleNetworkExamples, ...googleObservabilityExamples, ...googleRunExamples,
  ],
};
