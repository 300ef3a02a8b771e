package ai.scidex.catalog;

import jakarta.inject.Singleton;

/** What reads, a bean a kind of question. */
@Singleton
record CatalogReads(
        ModelVersionRepository versions,
        ModelVersionQueries search,
        CodeGapQueries codeGaps,
        LineageQueries lineages,
        PromotionEventRepository ledger) {}
