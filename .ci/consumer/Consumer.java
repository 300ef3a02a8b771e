import ai.scidex.catalog.ModelCatalog;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.report.MigrationReport;
import org.postgresql.ds.PGSimpleDataSource;

/** Uses the published jars as somebody else would: no database is asked to judge a document. */
class Consumer {

    public static void main(String[] arguments) throws Exception {
        ModelCatalog catalog = ModelCatalog.on(new PGSimpleDataSource());
        catalog.validateMetadata(MetadataJson.parse("{\"is_external\": \"no\"}")).violations().forEach(System.out::println);
        System.out.println(MigrationReport.class.getName());
    }
}
