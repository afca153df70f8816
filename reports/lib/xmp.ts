/** What PDF/UA-1 wants in the metadata; PDF/A wants the schema of the new property explained. */
export const pdfUa = `
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>`;

const entities: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;'};

export const escapeXml = (text: string): string => text.replace(/[&<>]/g, char => entities[char]!);

type WithInfo = {info: Record<string, unknown>; _addInfo(): void};

/** pdfkit writes the properties into XML as they are: a title with & would break the file. Pinned: pdfkit 0.20.2. */
export const escapeInfo = (doc: WithInfo): void => {
	const add = doc._addInfo.bind(doc);
	doc._addInfo = () => {
		const plain = {...doc.info};
		for (const [key, value] of Object.entries(plain)) if (typeof value === 'string') doc.info[key] = escapeXml(value);
		add();
		Object.assign(doc.info, plain);
	};
};
