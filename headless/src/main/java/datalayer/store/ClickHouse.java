package datalayer.store;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection to ClickHouse over HTTP, embedded or server, with the settings of {@link
 * PinnedSettings} on every request. Safe for use by many threads. Every failure is a {@link
 * ClickHouseException}. Statements name tables as {@code ${database}.table}; values travel as
 * parameters, written {@code {name:Type}}.
 */
public final class ClickHouse implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofMinutes(11);
  private static final int BUFFER = 1 << 16;
  private static final int UNKNOWN_FORMAT = 73;

  private final ClickHouseAddress address;
  private final Supplier<URI> endpoint;
  private final int maxConnections;
  private volatile Connected connected;

  private record Connected(URI endpoint, Client client) {}

  /**
   * @param maxConnections at once, at least 1
   */
  public ClickHouse(ClickHouseAddress address, int maxConnections) {
    this(address, address::endpoint, maxConnections);
  }

  /**
   * A ClickHouse that may come back elsewhere: an engine whose port another program took while it
   * restarted.
   *
   * @param endpoint where it is now, instead of the address's own
   * @param maxConnections at once, at least 1
   */
  public ClickHouse(ClickHouseAddress address, Supplier<URI> endpoint, int maxConnections) {
    this.address = address;
    this.endpoint = endpoint;
    this.maxConnections = maxConnections;
    this.connected = connect(endpoint.get());
  }

  private Connected connect(URI to) {
    Client.Builder builder =
        new Client.Builder()
            .addEndpoint(to.toString())
            .setUsername(address.username())
            .setPassword(address.password())
            .setMaxConnections(maxConnections)
            .setConnectTimeout(CONNECT_TIMEOUT.toMillis(), ChronoUnit.MILLIS)
            .setSocketTimeout(SOCKET_TIMEOUT.toMillis(), ChronoUnit.MILLIS)
            .setConnectionRequestTimeout(SOCKET_TIMEOUT.toMillis(), ChronoUnit.MILLIS)
            // Repeating is decided where the deduplication token is known.
            .setMaxRetries(0)
            .compressClientRequest(false)
            .compressServerResponse(false)
            .useServerTimeZone(false)
            .useTimeZone("UTC")
            .setClientNetworkBufferSize(BUFFER)
            .setClientName("datalayer");
    PinnedSettings.all().forEach(builder::serverSetting);
    return new Connected(to, builder.build());
  }

  private Client client() {
    URI now = endpoint.get();
    Connected current = connected;
    return current.endpoint().equals(now) ? current.client() : reconnected(now);
  }

  private synchronized Client reconnected(URI now) {
    Connected current = connected;
    if (!current.endpoint().equals(now)) {
      connected = connect(now);
      current.client().close();
    }
    return connected.client();
  }

  public ClickHouseAddress address() {
    return address;
  }

  /** Reads a row of a result in the binary row format. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(RowBinaryReader row) throws IOException;
  }

  /** Reads a whole answer. */
  @FunctionalInterface
  public interface AnswerReader<T> {
    T read(InputStream answer) throws IOException;
  }

  /** Carries out a statement that answers nothing. */
  public void execute(String sql) {
    execute(sql, Map.of());
  }

  /** Carries out a statement that answers nothing, with further settings. */
  @SuppressWarnings("try") // the client's close() throws everything
  public void execute(String sql, Map<String, String> settings) {
    QuerySettings asked = new QuerySettings();
    settings.forEach(asked::serverSetting);
    try (QueryResponse response = client().query(named(sql), asked).get()) {
      response.getInputStream().readAllBytes();
    } catch (Exception e) {
      throw failure(e);
    }
  }

  /** The rows a query answers. */
  public <T> List<T> query(String sql, Map<String, Object> parameters, RowReader<T> reader) {
    return answer(
        sql,
        parameters,
        "RowBinary",
        answer -> {
          RowBinaryReader rows = new RowBinaryReader(answer);
          List<T> result = new ArrayList<>();
          while (rows.hasNext()) {
            result.add(reader.read(rows));
          }
          return result;
        });
  }

  /** The answer to a query, in a format that ClickHouse knows, read while it comes. */
  @SuppressWarnings("try") // the client's close() throws everything
  public <T> T answer(
      String sql, Map<String, Object> parameters, String format, AnswerReader<T> reader) {
    QuerySettings settings =
        new QuerySettings()
            .setFormat(ClickHouseFormat.valueOf(format))
            // The answer is read while it comes; a failure half-way cuts the connection.
            .serverSetting("wait_end_of_query", "0");
    try (QueryResponse response = client().query(named(sql), parameters, settings).get();
        InputStream answer = new BufferedInputStream(response.getInputStream(), BUFFER)) {
      return reader.read(answer);
    } catch (Exception e) {
      throw failure(e);
    }
  }

  /**
   * Runs an operator's statement as it is written, and hands out the answer while it comes.
   *
   * @param write whether it may change something
   */
  @SuppressWarnings("try") // the client's close() throws everything
  public <T> T print(String sql, String format, boolean write, AnswerReader<T> reader) {
    ClickHouseFormat known;
    try {
      known = ClickHouseFormat.valueOf(format);
    } catch (IllegalArgumentException e) {
      throw new ClickHouseException(
          UNKNOWN_FORMAT,
          "\"%s\" is no output format; try TabSeparatedWithNames, CSVWithNames, JSONEachRow or Pretty"
              .formatted(format),
          e);
    }
    QuerySettings settings = new QuerySettings().setFormat(known).setDatabase(address.database());
    settings.serverSetting("wait_end_of_query", "0");
    if (!write) {
      // 2 rather than 1: the settings that come with the request are still accepted.
      settings.serverSetting("readonly", "2");
    }
    try (QueryResponse response = client().query(sql, settings).get();
        InputStream answer = new BufferedInputStream(response.getInputStream(), BUFFER)) {
      return reader.read(answer);
    } catch (Exception e) {
      throw failure(e);
    }
  }

  /**
   * Inserts rows in the binary row format as one block, under a deduplication token: the same call
   * may be repeated any number of times.
   *
   * @return how many rows ClickHouse says it has taken; 0 for a repetition
   */
  public long insert(String table, List<String> columns, byte[] rows, String token) {
    InsertSettings settings =
        new InsertSettings()
            .setDeduplicationToken(token)
            .setInputStreamCopyBufferSize(BUFFER)
            .setDatabase(address.database());
    try (InsertResponse response =
        client()
            .insert(
                table,
                columns,
                new ByteArrayInputStream(rows),
                ClickHouseFormat.RowBinary,
                settings)
            .get()) {
      return response.getWrittenRows();
    } catch (Exception e) {
      throw failure(e);
    }
  }

  /** How long ClickHouse takes to answer the simplest question. */
  public Duration ping() {
    long start = System.nanoTime();
    query("SELECT toUInt8(1)", Map.of(), RowBinaryReader::uint8);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() {
    connected.client().close();
  }

  String named(String sql) {
    return sql.replace("${database}", "`" + address.database().replace("`", "\\`") + "`");
  }

  private ClickHouseException failure(Exception e) {
    Throwable cause = e;
    while ((cause instanceof ExecutionException || cause.getCause() instanceof ServerException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    if (cause instanceof ServerException server) {
      return new ClickHouseException(
          server.getCode(),
          "ClickHouse %s refused: %s".formatted(address.name(), words(server.getMessage())),
          e);
    }
    if (cause instanceof EOFException) {
      return new ClickHouseException(
          ClickHouseException.NO_ANSWER,
          "ClickHouse %s broke off its answer".formatted(address.name()),
          e);
    }
    return new ClickHouseException(
        ClickHouseException.NO_ANSWER,
        "ClickHouse %s does not answer: %s".formatted(address.name(), rootMessage(cause)),
        e);
  }

  /**
   * Without the list of all that might have stood there, and without our own remark in the text.
   */
  private static String words(@Nullable String message) {
    return firstLine(message)
        .replaceAll(" ?/\\* query_id=[-0-9a-f]+ \\*/", "")
        .replaceFirst("Expected one of: .*?(?=\\(SYNTAX_ERROR\\)|$)", "");
  }

  private static String rootMessage(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return firstLine(
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
  }

  private static String firstLine(@Nullable String message) {
    String text = String.valueOf(message);
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    // The client adds the query's id, which no operator can look up.
    int id = line.indexOf(" (queryId=");
    return id < 0 ? line.strip() : line.substring(0, id).strip();
  }
}
