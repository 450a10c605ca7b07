/** What runs images. */
export const IMAGE_WORKLOADS = ['aws_ecs_task_definition', 'azurerm_container_app', 'azurerm_container_app_job', 'google_cloud_run_v2_service', 'google_cloud_run_v2_job'];
