package dev.limner.cli.stack.servers;

import java.nio.file.Path;
import java.util.SortedMap;

import dev.limner.cli.stack.Endpoints;
import dev.limner.cli.stack.state.Secrets;
import dev.limner.cli.stack.state.StateFolder;

/** Kafka and S3 in this process and PostgreSQL as its child, with their data in the state folder. */
public final class EmbeddedServers implements Servers {
    private final KafkaBroker kafka;
    private final PostgreSql postgresql;
    private final ObjectServer s3;
    private final Secrets secrets;

    /**
     * @param cache where PostgreSQL's programs are unpacked
     * @param ports of {@code kafka}, {@code kafka-controller}, {@code postgresql} and {@code s3}
     */
    public EmbeddedServers(StateFolder folder, Path cache, SortedMap<String, Integer> ports, Secrets secrets) {
        this.secrets = secrets;
        kafka = new KafkaBroker(folder.kafka(), ports.get("kafka"), ports.get("kafka-controller"),
                secrets.kafkaCluster());
        postgresql = new PostgreSql(folder.postgresql(), cache, folder.log("postgresql"), ports.get("postgresql"),
                secrets.databasePasswords());
        s3 = new ObjectServer(folder.s3(), ports.get("s3"), secrets.s3AccessKey(), secrets.s3SecretKey());
    }

    @Override
    public Server kafka() {
        return kafka;
    }

    @Override
    public PostgreSql postgresql() {
        return postgresql;
    }

    @Override
    public Server s3() {
        return s3;
    }

    /** Each has made its own when it started. */
    @Override
    public void prepare() {}

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public Endpoints.S3 bucket() {
        return new Endpoints.S3(s3.endpoint(), secrets.s3AccessKey(), secrets.s3SecretKey(), ObjectServer.BUCKET,
                ObjectServer.REGION);
    }

    @Override
    public Endpoints.Database database() {
        return new Endpoints.Database(postgresql.url(), PostgreSql.SUPERUSER,
                secrets.databasePasswords().get(PostgreSql.SUPERUSER));
    }

    @Override
    public SortedMap<String, String> passwords() {
        return secrets.databasePasswords();
    }
}
