package ai.scidex.migration.links;

/**
 * How a list of links is applied.
 *
 * @param dryRun whether it is judged only, and nothing written
 * @param replace whether a link takes the place of another one
 */
public record LinkSettings(boolean dryRun, boolean replace) {}
