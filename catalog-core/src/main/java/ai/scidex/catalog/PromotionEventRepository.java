package ai.scidex.catalog;

import static io.micronaut.data.model.query.builder.sql.Dialect.POSTGRES;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Reads the ledger. What writes it is the database's trigger {@code record_promotion()}. */
@JdbcRepository(dialect = POSTGRES)
interface PromotionEventRepository extends GenericRepository<PromotionEvent, Long> {

    List<PromotionEvent> findByArtifactIdOrderByEventId(ArtifactId artifactId);
}
