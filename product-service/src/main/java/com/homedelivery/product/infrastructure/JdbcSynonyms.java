package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.SynonymSet;
import com.homedelivery.product.application.Synonyms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class JdbcSynonyms implements Synonyms {

    private static final String SELECT = "select id, language, terms, created_at, updated_at from search_synonyms ";

    private final JdbcClient jdbc;

    JdbcSynonyms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<SynonymSet> list() {
        return jdbc.sql(SELECT + "order by id").query(JdbcSynonyms::set).list();
    }

    @Override
    public Optional<SynonymSet> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(JdbcSynonyms::set)
                .optional();
    }

    @Override
    public void save(SynonymSet set) {
        jdbc.sql("""
                        insert into search_synonyms (id, language, terms, created_at, updated_at)
                        values (:id, :language, :terms, :created, :updated)
                        on conflict (id) do update
                            set language = excluded.language, terms = excluded.terms, updated_at = excluded.updated_at
                        """)
                .param("id", set.id())
                .param("language", set.language(), Types.VARCHAR)
                .param("terms", set.terms().toArray(String[]::new))
                .param("created", Timestamp.from(set.createdAt()))
                .param("updated", Timestamp.from(set.updatedAt()))
                .update();
    }

    @Override
    public boolean delete(UUID id) {
        return jdbc.sql("delete from search_synonyms where id = :id")
                        .param("id", id)
                        .update()
                > 0;
    }

    @Override
    public int lockAndCount() {
        // Whoever writes synonyms raises the revision, and waits for this row.
        jdbc.sql("select revision from catalogue_revision for update")
                .query(Long.class)
                .single();
        return jdbc.sql("select count(*) from search_synonyms")
                .query(Integer.class)
                .single();
    }

    private static SynonymSet set(ResultSet row, int number) throws SQLException {
        return new SynonymSet(
                row.getObject("id", UUID.class),
                row.getString("language"),
                List.of((String[]) row.getArray("terms").getArray()),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
