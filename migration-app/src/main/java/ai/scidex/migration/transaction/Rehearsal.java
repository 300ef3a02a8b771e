package ai.scidex.migration.transaction;

import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Supplier;

/** Does what is to be done, in one transaction that is rolled back: so it says what would happen, and nothing is left of it. */
@Singleton
public final class Rehearsal {

    private final TransactionOperations<Connection> transactions;

    Rehearsal(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    /** Returns what {@code work} returns; the transactions that it opens become part of ours. */
    public <T> T of(Supplier<T> work) {
        return transactions.execute(TransactionDefinition.DEFAULT, status -> {
            status.setRollbackOnly();
            return work.get();
        });
    }
}
