package ai.scidex.catalog;

import static io.micronaut.data.model.query.builder.sql.Dialect.POSTGRES;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** Reads the {@code model_versions} table. What writes it are the classes that end in {@code Statements}. */
@JdbcRepository(dialect = POSTGRES)
interface ModelVersionRepository extends GenericRepository<ModelVersion, ArtifactId> {

    Optional<ModelVersion> findByArtifactId(ArtifactId artifactId);
}
