using Filaggrin.Knowledge.Editions;

namespace Filaggrin.Cli.Output;

/// <summary>What changed between two editions, in clinical words; what forbids less than before stands first.</summary>
internal sealed class DifferencePage(EditionDifference difference, TextWriter output, bool colour)
{
    private const int Indent = 2;
    private const int Inner = 6;
    private const int Column = 24;

    private static readonly (string Room, string Heading)[] Rooms =
        [("edition", "EDITION"), ("agents", "AGENTS"), ("pathway", "PATHWAY"), ("facts", "FACTS"), ("medicines", "MEDICINES"), ("questions", "QUESTIONS"), ("sources", "SOURCES"), ("regions", "REGIONS")];

    private readonly Page _page = new(output, colour);

    /// <summary>Writes the page.</summary>
    public void Write()
    {
        _page.Labelled("Old", difference.Old.ToString(), 0, 5, Ink.Bold);
        _page.Labelled("New", difference.New.ToString(), 0, 5, Ink.Bold);
        if (difference.Changes.IsEmpty)
        {
            _page.Write(difference.Old.Hash == difference.New.Hash ? "The editions are the same." : "Only layout differs; the editions say the same.");
            return;
        }

        EditionChange[] weaker = [.. difference.Changes.Where(change => !change.Weaker.IsEmpty)], editors = [.. difference.Changes.Where(change => change.ForEditors)];
        _page.Write($"{Count(ChangeKind.Added)} added, {Count(ChangeKind.Removed)} removed, {Count(ChangeKind.Changed)} changed; {FactText.Count(weaker.Length)} forbid or ask less than before.");
        if (weaker.Length > 0)
        {
            _page.Heading("LOOK FIRST: LESS IS FORBIDDEN OR ASKED THAN BEFORE", Ink.Red);
            foreach (EditionChange change in weaker)
            {
                _page.Write($"! {Title(change)}", Indent, Inner, Ink.Red);
                foreach (string why in change.Weaker) _page.Write(ReasonText.Stop(why), Inner, Inner);
                Body(change);
            }
        }

        foreach ((string room, string heading) in Rooms)
        {
            EditionChange[] here = [.. difference.Changes.Where(change => change.Room == room && change.Weaker.IsEmpty && !change.ForEditors)];
            if (here.Length == 0) continue;
            _page.Heading(heading);
            string? owner = null;
            foreach (EditionChange change in here)
            {
                if (change.Owner is { } now && now != owner) _page.Write(now, Indent, Indent, Ink.Bold);
                owner = change.Owner;
                _page.Write($"{Sign(change.Kind)} {change.What} {change.Id}", Indent, Inner, InkOf(change.Kind));
                Body(change);
            }
        }

        if (editors.Length > 0)
        {
            _page.Heading("FOR EDITORS ONLY: NOTES, CLAIMS, CASES");
            foreach (EditionChange change in editors)
            {
                string what = string.Join(", ", change.Values.Select(value => value.Aspect));
                _page.Write($"{Sign(change.Kind)} {Title(change)}{(what.Length > 0 ? ": " + what : "")}", Indent, Inner, Ink.Dim);
            }
        }
    }

    private string Count(ChangeKind kind) => FactText.Count(difference.Changes.Count(change => change.Kind == kind));

    private static string Title(EditionChange change) => $"{(change.Owner is { } owner ? owner + " · " : "")}{change.What} {change.Id}{(change.Kind == ChangeKind.Changed ? "" : " · " + Word(change.Kind))}";

    private void Body(EditionChange change)
    {
        if (change.Summary.Length > 0) _page.Write(ReasonText.Stop(change.Summary), Inner, Inner);
        foreach (ValueChange value in change.Values)
        {
            if (value.IsList)
            {
                if (value.Old is { } gone) _page.Labelled(value.Aspect, "without " + gone, Inner, Column);
                if (value.New is { } come) _page.Labelled(value.Aspect, "with " + come, Inner, Column);
            }
            else if (value.Old is not null || value.New is not null)
            {
                _page.Labelled(value.Aspect, "was " + (value.Old ?? "not said"), Inner, Column);
                _page.Labelled("", "now " + (value.New ?? "not said"), Inner, Column);
            }
        }

        string editors = string.Join(", ", change.Values.Where(value => value is { Old: null, New: null }).Select(value => value.Aspect));
        if (editors.Length > 0) _page.Labelled("for editors", editors, Inner, Column, Ink.Dim);
    }

    private static string Word(ChangeKind kind) => kind switch { ChangeKind.Added => "added", ChangeKind.Removed => "removed", _ => "changed" };

    private static char Sign(ChangeKind kind) => kind switch { ChangeKind.Added => '+', ChangeKind.Removed => '-', _ => '~' };

    private static Ink InkOf(ChangeKind kind) => kind switch { ChangeKind.Added => Ink.Green, ChangeKind.Removed => Ink.Red, _ => Ink.Yellow };
}
