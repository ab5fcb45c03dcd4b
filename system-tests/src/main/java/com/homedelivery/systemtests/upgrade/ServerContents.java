package com.homedelivery.systemtests.upgrade;

import com.homedelivery.localstack.client.ServerAddresses;
import java.nio.file.Path;
import java.util.List;

/** What one of the servers holds, as files of text. */
interface ServerContents {

    /** Of all servers whose contents belong to a release: mail is gone when it is sent. */
    static List<ServerContents> ofAll() {
        return List.of(new PostgresContents(), new RedisContents(), new KafkaContents(), new MongoContents());
    }

    /** The folder of its files in a recording. */
    String name();

    /**
     * Writes down everything that the server holds. No service runs.
     *
     * @param folder is empty
     * @param version the checkout that the services were run from
     */
    void record(ServerAddresses servers, Path folder, Path version) throws Exception;

    /**
     * Fills a server that holds nothing yet.
     *
     * @param folder what {@link #record} has written, perhaps with other times
     */
    void restore(ServerAddresses servers, Path folder) throws Exception;
}
