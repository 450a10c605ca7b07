import { CloudName } from '../environment/landing-zone';
import { CloudBackend } from './cloud';



/** The cloud's own implementation, loaded on first use. */
export function cloudFor(name: CloudName): CloudBackend {
  switch (name) {
    case CloudName.AWS: return new (require('./aws/aws-cloud') as typeof import('./aws/aws-cloud')).AwsCloud();
    case CloudName.AZURE: return new (require('./azure/azure-cloud') as typeof import('./azure/azure-cloud')).AzureCloud();
    default: return new (require('./google/google-cloud') as typeof import('./google/google-cloud')).GoogleCloud();
  }
}
