/** Built-in Azure roles that environments use, to find misspelt names. A role that is not here is not judged. */
export const BUILT_IN_ROLES: ReadonlySet<string> = new Set([
  'AcrDelete', 'AcrImageSigner', 'AcrPull', 'AcrPush', 'AcrQuarantineReader', 'AcrQuarantineWriter', 'API Management Service Contributor', 'API Management Service Operator Role',
  'API Management Service Reader Role', 'App Configuration Data Owner', 'App Configuration Data Reader', 'Azure Event Hubs Data Owner', 'Azure Event Hubs Data Receiver', 'Azure Event Hubs Data Sender',
  'Azure Service Bus Data Owner', 'Azure Service Bus Data Receiver', 'Azure Service Bus Data Sender', 'Backup Contributor', 'Backup Operator', 'Backup Reader', 'CDN Profile Contributor', 'Contributor',
  'Container Apps Contributor', 'Container Apps Operator', 'Container Registry Repository Reader', 'Container Registry Repository Writer', 'Cosmos DB Account Reader Role', 'Cosmos DB Operator',
  'Cost Management Contributor', 'Cost Management Reader', 'Data Factory Contributor', 'Disk Backup Reader', 'DNS Zone Contributor', 'DocumentDB Account Contributor', 'EventGrid Contributor',
  'EventGrid Data Sender', 'Key Vault Administrator', 'Key Vault Certificate User', 'Key Vault Certificates Officer', 'Key Vault Contributor', 'Key Vault Crypto Officer',
  'Key Vault Crypto Service Encryption User', 'Key Vault Crypto Service Release User', 'Key Vault Crypto User', 'Key Vault Data Access Administrator', 'Key Vault Reader', 'Key Vault Secrets Officer',
  'Key Vault Secrets User', 'Log Analytics Contributor', 'Log Analytics Reader', 'Logic App Contributor', 'Logic App Operator', 'Managed Identity Contributor', 'Managed Identity Operator',
  'Microsoft Sentinel Contributor', 'Microsoft Sentinel Reader', 'Microsoft Sentinel Responder', 'Monitoring Contributor', 'Monitoring Data Reader', 'Monitoring Metrics Publisher', 'Monitoring Reader',
  'Network Contributor', 'Owner', 'PostgreSQL Flexible Server Long Term Retention Backup Role', 'Private DNS Zone Contributor', 'Reader', 'Reader and Data Access', 'Redis Cache Contributor',
  'Resource Policy Contributor', 'Role Based Access Control Administrator', 'Search Index Data Contributor', 'Search Index Data Reader', 'Security Admin', 'Security Reader', 'SQL DB Contributor',
  'Storage Account Backup Contributor', 'Storage Account Contributor', 'Storage Account Key Operator Service Role', 'Storage Blob Data Contributor', 'Storage Blob Data Owner', 'Storage Blob Data Reader',
  'Storage Blob Delegator', 'Storage File Data SMB Share Contributor', 'Storage File Data SMB Share Reader', 'Storage Queue Data Contributor', 'Storage Queue Data Message Processor',
  'Storage Queue Data Message Sender', 'Storage Queue Data Reader', 'Storage Table Data Contributor', 'Storage Table Data Reader', 'Tag Contributor', 'Traffic Manager Contributor',
  'User Access Administrator', 'Website Contributor', 'Workbook Contributor', 'Workbook Reader', 'Cognitive Services OpenAI User', 'Cognitive Services OpenAI Contributor', 'Cognitive Services User',
]);
