namespace Aios.Testing;

/// <summary>What small applications are about, as a CTO would answer.</summary>
public static class Domains
{
    public const string Todo = """
        { "application": { "name": "todo-list", "title": "Todo list", "summary": "Keep track of what is to be done." },
          "entities": [
            { "name": "todo", "plural": "todos", "label": "Todo", "labels": "Todos", "display": "title", "fields": [
              { "name": "title", "label": "Title", "type": "text", "required": true, "min_length": 1, "max_length": 200 },
              { "name": "description", "label": "Description", "type": "long_text" },
              { "name": "done", "label": "Done", "type": "yes_no", "required": true, "default": false, "words": ["Open", "Done"] },
              { "name": "due_date", "label": "Due date", "type": "date" },
              { "name": "priority", "label": "Priority", "type": "choice", "required": true, "choices": ["low", "normal", "high"], "default": "normal" } ] } ] }
        """;

    public const string Library = """
        { "application": { "name": "small-library", "title": "Small library", "summary": "Books and who has borrowed them." },
          "entities": [
            { "name": "book", "plural": "books", "label": "Book", "labels": "Books", "display": "title", "fields": [
              { "name": "title", "label": "Title", "type": "text", "required": true, "min_length": 1, "max_length": 200 },
              { "name": "pages", "label": "Pages", "type": "integer", "min": 1 },
              { "name": "genre", "label": "Genre", "type": "choice", "choices": ["novel", "science fiction", "non-fiction"] } ] },
            { "name": "loan", "plural": "loans", "label": "Loan", "labels": "Loans", "display": "borrower", "fields": [
              { "name": "book_id", "label": "Book", "type": "reference", "to": "book", "required": true },
              { "name": "borrower", "label": "Borrower", "type": "text", "required": true, "min_length": 1, "max_length": 120 },
              { "name": "returned", "label": "Returned", "type": "yes_no", "required": true, "default": false, "words": ["Out", "Returned"] } ] } ] }
        """;
}
