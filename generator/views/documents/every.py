"""All types of document, in one list."""

from collections.abc import Mapping
from types import MappingProxyType

from generator.views.documents import index, lists, protocol, register, topic
from generator.views.documents.document import Document

DOCUMENTS: Mapping[str, type[Document]] = MappingProxyType(
    {
        index.NAME: index.IndexDocument,
        protocol.NAME: protocol.ProtocolDocument,
        topic.NAME: topic.TopicDocument,
        register.NAME: register.RegisterDocument,
        lists.COVERAGE: lists.CoverageDocument,
        lists.FLOWS: lists.FlowsDocument,
        lists.CITATIONS: lists.CitationsDocument,
        lists.LIFECYCLE: lists.LifecycleDocument,
    }
)
"""Each type of document under the name of its schema."""
