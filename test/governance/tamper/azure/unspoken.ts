/** Weakenings on which no control speaks, by the reason: the verdict speaks on all of them. One that a control has learned to see is taken off. */
export const UNSPOKEN: { readonly [reason: string]: readonly string[] } = {
  'Whom the enterprise tells, and which tags and amounts it has, stand in its standards; no control knows them': [
    'azurerm_monitor_action_group.alerts_warning email_receiver.0.email_address -> "somebody@elsewhere.example"',
    'azurerm_monitor_action_group.alerts_warning email_receiver.1.email_address -> "somebody@elsewhere.example"',
    'azurerm_monitor_action_group.alerts_critical email_receiver.0.email_address -> "somebody@elsewhere.example"',
    'azurerm_consumption_budget_resource_group.budget amount -> 6001000',
    'azurerm_consumption_budget_resource_group.budget notification.0.contact_emails -> ["somebody@elsewhere.example"]',
    'azurerm_consumption_budget_resource_group.budget notification.1.contact_emails -> ["somebody@elsewhere.example"]',
    'azurerm_consumption_budget_resource_group.budget notification.2.contact_emails -> ["somebody@elsewhere.example"]',
    'azurerm_storage_account.orders_objects_account tags.business-unit -> gone',
    'azurerm_storage_account.orders_objects_account tags.regulation -> gone',
  ],
  'A number above which something is too much is the capability\'s choice: only shares of a hundred have a bound of their own; warnings have no least weight': [
    'azurerm_monitor_metric_alert.orders_service_alarms_errors-warning_alert criteria -> …erThan","threshold":6000,"dimension":[{"name":"statusCodeCat…',
    'azurerm_monitor_metric_alert.orders_service_alarms_errors-critical_alert criteria -> …rThan","threshold":51000,"dimension":[{"name":"statusCodeCat…',
    'azurerm_monitor_metric_alert.orders_service_alarms_errors-warning_alert severity -> 4',
    'azurerm_monitor_metric_alert.orders_service_alarms_cpu-warning_alert severity -> 4',
    'azurerm_monitor_scheduled_query_rules_alert_v2.orders_gateway_alarms_denied-warning_alert criteria -> … 5m)","threshold":501000,"time_aggregation_method":"Maximum"…',
    'azurerm_monitor_scheduled_query_rules_alert_v2.orders_gateway_alarms_server-errors-warning_alert severity -> 4',
    'azurerm_monitor_scheduled_query_rules_alert_v2.orders_gateway_alarms_denied-warning_alert severity -> 4',
  ],
  'Which hosts, names and backends are the right ones is known to the verdict only; these are in the own zone or carry no account': [
    'azurerm_application_insights_standard_web_test.orders_probe_test request.url -> "https://elsewhere.example/health"',
    'azurerm_firewall_policy_rule_collection_group.network_allowed-hosts application_rule_collection.0.rule.0.destination_fqdns -> ["login.acme.example","elsewhere.example"]',
    'azurerm_container_app.orders_service_app template.container.0.env -> …BASE_HOST","value":"database.elsewhere.example"},{"name":"DA…',
    'azurerm_api_management_backend.orders_gateway_backend url -> "https://elsewhere.example"',
    'azurerm_cdn_frontdoor_custom_domain.orders_gateway_domain host_name -> "orders.elsewhere.example"',
    'azurerm_dns_cname_record.orders_gateway_name record -> "elsewhere.example"',
  ],
  'What a template sends is read where a rule names it; lengths and expiry of keys that rotate, and the logger\'s login, are not named yet': [
    'azurerm_resource_group_template_deployment.data-key template_content.resources.0.properties.keySize -> 2048',
    'azurerm_resource_group_template_deployment.data-key template_content.resources.0.properties.attributes.exp -> gone',
    'azurerm_resource_group_template_deployment.data-key template_content.resources.0.properties.rotationPolicy.lifetimeActions.1 -> gone',
    'azurerm_resource_group_template_deployment.shared_masking-link template_content.resources.0.properties.retentionInDays -> 30',
    'azurerm_resource_group_template_deployment.orders_gateway_logger template_content.resources.0.properties.credentials.identityClientId -> gone',
    'azurerm_resource_group_template_deployment.orders_gateway_logger template_content.resources.0.properties.credentials.connectionString -> …"InstrumentationKey=00000000-0000-0000-00…',
  ],
  'Schemas that the import moves or names anew are not compared with the document': [
    'azurerm_api_management_api.orders_gateway_api import.content_value.components.schemas.setnewsletter_4r1rrf_body_application_json.properties.topics.maxItems -> 10000',
    'azurerm_api_management_api.orders_gateway_api import.content_value.paths./orders.get.parameters.0.schema.maximum -> 100000',
    'azurerm_api_management_api.orders_gateway_api import.content_value.paths./orders.get.parameters.1.schema.pattern -> gone',
  ],
  'A reader of logs on a resource group of the platform is neither broad nor another subscription': [
    'azurerm_role_assignment.shared_alerting-reads-logs scope -> …"/subscriptions/3f0c9b7e-52d4-4a1e-8f6b-9…',
  ],
  'The workspace keeps requests for ninety days without the table, which is the least asked for': [
    'azurerm_log_analytics_workspace_table.orders_access-log_AppRequests removed',
  ],
  'The service masks by itself only what the contract gave it; an empty list is one that it may give': [
    'azurerm_container_app.orders_service_app template.container.0.env -> …ED_FIELDS","value":""},{"name":"OBJECTS_ENDPOINT","value":"$…',
  ],
};
