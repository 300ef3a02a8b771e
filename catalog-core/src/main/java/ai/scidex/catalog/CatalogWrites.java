package ai.scidex.catalog;

import jakarta.inject.Singleton;

/** What writes, a bean a kind of write. Each validates, and opens the transaction if there is none. */
@Singleton
record CatalogWrites(
        Registrations registrations,
        Changes changes,
        Promotions promotions,
        Adoptions adoptions,
        Restorations restorations,
        Revisions revisions) {}
