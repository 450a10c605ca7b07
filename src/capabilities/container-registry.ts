/** Properties of a container image repository: tags cannot be moved, every push is scanned. */
export interface ContainerRegistryProps {
  /** How many images are kept. @default 50 */
  readonly keepImages?: number;
}
