using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Editions;

/// <summary>An edition together with its entries as they were written, so that it can be compared with another.</summary>
public sealed class WrittenEdition
{
    private WrittenEdition(KnowledgeBase knowledge, IReadOnlyList<Node> nodes)
    {
        Knowledge = knowledge;
        Nodes = nodes;
    }

    /// <summary>The edition as read.</summary>
    public KnowledgeBase Knowledge { get; }

    /// <summary>What each file holds.</summary>
    internal IReadOnlyList<Node> Nodes { get; }

    /// <summary>Reads the files of a knowledge folder.</summary>
    /// <exception cref="KnowledgeException">Something is wrong; every fault is named with file and line.</exception>
    public static WrittenEdition Read(IEnumerable<KnowledgeFile> files)
    {
        KnowledgeFile[] all = KnowledgeBase.OfEdition(files);
        KnowledgeBase knowledge = KnowledgeBase.Load(all);
        List<Finding> none = [];
        return new(knowledge, [.. all.Select(file => YamlReader.Read(file, none)).OfType<Node>()]);
    }

    /// <summary>Reads a built edition, as <see cref="EditionArchive.Write"/> writes it.</summary>
    /// <param name="archive">The file.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="KnowledgeException">Something is wrong, or the file is no edition.</exception>
    public static WrittenEdition Read(byte[] archive, string name)
    {
        if (!EditionArchive.IsArchive(archive)) throw new KnowledgeException([new(new(name, 1), "the file is no edition; filaggrin knowledge build writes one.")]);
        (string hash, List<Node> nodes) = EditionArchive.ReadNodes(archive);
        return new(EditionArchive.Knowledge(hash, nodes), nodes);
    }
}
