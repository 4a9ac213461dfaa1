package datalayer.store.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Runs one statement on a connection and hands what it answers to the response, which is left open.
 */
final class StatementExchange {

  private static final int HEAD = 256 << 10;
  private static final int MAX_TEXT = 64 << 20;

  private final ChdbConnection connection;
  private final EngineRequest request;
  private final EngineResponse response;
  private final long started = System.nanoTime();

  StatementExchange(ChdbConnection connection, EngineRequest request, EngineResponse response) {
    this.connection = connection;
    this.request = request;
    this.response = response;
  }

  void run(InputStream body) throws IOException, StatementException {
    InputStream all =
        new SequenceInputStream(
            new ByteArrayInputStream(request.queryInUrl().getBytes(StandardCharsets.UTF_8)), body);
    byte[] head = all.readNBytes(HEAD);
    Optional<InsertHead> insert = InsertHead.of(head);
    if (insert.isPresent()) {
      insert(insert.get(), head, all);
    } else {
      statement(QueryId.findByComment(whole(head, all)));
    }
  }

  private static byte[] whole(byte[] head, InputStream rest)
      throws IOException, StatementException {
    byte[] tail = head.length < HEAD ? new byte[0] : rest.readNBytes(MAX_TEXT);
    if (tail.length == MAX_TEXT) {
      throw StatementException.of(
          229, "QUERY_IS_TOO_LARGE", "the statement is longer than " + MAX_TEXT + " bytes");
    }
    byte[] text = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, text, head.length, tail.length);
    return text;
  }

  private void insert(InsertHead insert, byte[] head, InputStream rest)
      throws IOException, StatementException {
    if (head.length < HEAD && insert.holdsAnotherStatement(head)) {
      throw multiple();
    }
    int size = head.length - insert.data();
    InputStream data =
        new SequenceInputStream(new ByteArrayInputStream(head, insert.data(), size), rest);
    byte[] statement = request.queryId().mark(insert.statement());
    try (ChdbInsert open = connection.insert(statement, insert.format(), request.bound());
        ChdbResult result = open.writeAll(data)) {
      response.summary(Summary.of(result, elapsed()));
    }
  }

  private void statement(byte[] text) throws IOException, StatementException {
    StatementText known = StatementText.of(text);
    if (known.outfile()) {
      throw StatementException.of(
          358, "INTO_OUTFILE_NOT_ALLOWED", "INTO OUTFILE is for clients that write files");
    }
    if (known.readsInput()) {
      throw StatementException.of(
          48,
          "NOT_IMPLEMENTED",
          "the embedded engine takes no rows by input(); insert them as they are and select from"
              + " a view of the table, or use a ClickHouse server");
    }
    if (known.empty()) {
      throw StatementException.of(62, "SYNTAX_ERROR", "Syntax error: Empty query");
    }
    ChdbConnection.Parsed parsed = connection.parse(text);
    if (parsed.statements() > 1) {
      throw multiple();
    }
    if (request.reads() && parsed.statements() == 1 && !parsed.readsOnly()) {
      throw StatementException.of(
          164,
          "READONLY",
          "default: Cannot execute query in readonly mode, which GET is; use POST");
    }
    byte[] marked = request.queryId().mark(text);
    String format = known.format().or(request::format).orElse("TabSeparated");
    Optional<RepeatedHeader> header = RepeatedHeader.of(format);
    response.format(format);
    if (known.rows() && header.isPresent() && !request.flag("wait_end_of_query")) {
      stream(marked, format, header.get());
    } else {
      materialised(marked, format);
    }
  }

  private void stream(byte[] text, String format, RepeatedHeader header)
      throws IOException, StatementException {
    boolean empty = true;
    long rows = 0;
    try (ChdbStream stream = connection.stream(text, format, request.bound())) {
      for (ChdbResult block = stream.next(); ; block = stream.next()) {
        try (ChdbResult open = block) {
          if (open.bytes().byteSize() == 0) {
            break;
          }
          rows += open.counter(ChdbFunctions.Counter.ROWS);
          response.summary(new Summary(0, 0, 0, 0, rows, elapsed()));
          response.write(open.bytes(), empty ? 0 : header.length(open.bytes()));
          empty = false;
        }
      }
    }
    if (empty) {
      materialised(text, format); // a stream without rows has no header either
    }
  }

  private void materialised(byte[] text, String format) throws IOException, StatementException {
    try (ChdbResult result = connection.query(text, format, request.bound())) {
      response.summary(Summary.of(result, elapsed()));
      response.write(result.bytes(), 0);
    }
  }

  private long elapsed() {
    return System.nanoTime() - started;
  }

  private static StatementException multiple() {
    return StatementException.of(
        62, "SYNTAX_ERROR", "Syntax error (Multi-statements are not allowed)");
  }
}
