// Finds text that a page's source holds itself, instead of taking it from the texts of the reader's language.

import { parseAst } from 'vitest/node';

interface Node {
  type: string;
  [key: string]: unknown;
}

/** Attributes of elements that people read or hear. */
const readAttributes = ['title', 'aria-label', 'aria-description', 'placeholder', 'label', 'alt'];

/** Attributes of elements and of components that nobody reads. */
const silentAttributes = ['class', 'id', 'for', 'href', 'rel', 'style', 'd'];

/** Elements that show code as it is. */
const codeElements = ['code', 'kbd', 'pre', 'samp'];

/** Letters of what is shown as it is in each language: the product's name. */
const brand = /^[\s·]*Leadlight[\s·]*$/;

/**
 * The texts of a source in TypeScript, with JSX unless `lang` is `ts`: there `<T>(…) =>` is a function, and no element. Between
 * tags and in attributes that people read, everything with a letter is text. Elsewhere, a string is text if it reads like prose:
 * it has two words, or one with a capital letter.
 */
export function ownTexts(source: string, lang: 'ts' | 'tsx' = 'tsx'): string[] {
  const found: string[] = [];
  visit(parseAst(source, { lang }) as unknown as Node, 'code', (text) => found.push(text));
  return found;
}

/** `shown`: a string here is on the page as it is. */
type Place = 'shown' | 'code';

function visit(node: Node, place: Place, report: (text: string) => void): void {
  if (isSilent(node)) return;
  for (const text of stringsOf(node)) {
    const isText = place === 'shown' || node.type === 'JSXText' ? /\p{L}/u.test(text) : isProse(text);
    if (isText && !brand.test(text)) report(text.trim());
  }
  for (const child of childrenOf(node)) {
    const below = placeIn(node, child, place);
    if (below) visit(child, below, report);
  }
}

/** Where a part of a node stands; null: where nobody reads it. */
function placeIn(node: Node, child: Node, place: Place): Place | null {
  if (child.type === 'JSXAttribute') return attributePlace(node, child);
  if (child.type === 'JSXExpressionContainer') return node.type === 'JSXAttribute' ? place : 'shown';
  return passesOn(node) ? place : 'code';
}

/** Props of components may be texts or not: they are judged as other code is. */
function attributePlace(element: Node, attribute: Node): Place | null {
  const name = nameOf(attribute);
  if (silentAttributes.includes(name)) return null;
  if (readAttributes.includes(name)) return 'shown';
  return /^\p{Lu}/u.test(nameOf(element)) ? 'code' : null;
}

/** What holds no words of a page: modules, types, logs, errors and code that is shown. */
function isSilent(node: Node): boolean {
  if (/^(Import|ExportAll|TS(?!AsExpression|SatisfiesExpression|NonNull))/.test(node.type)) return true;
  if (node.type === 'NewExpression') return (node.callee as Node).name === 'Error';
  if (node.type === 'JSXElement') return codeElements.includes(nameOf(node.openingElement as Node));
  return (
    node.type === 'CallExpression' && ((node.callee as Node).object as Node | undefined)?.name === 'console'
  );
}

/** Whether the parts of a node are shown where it is: those of a condition, but not those of a call. */
function passesOn({ type }: Node): boolean {
  return /^(JSXAttribute|JSXExpressionContainer|ConditionalExpression|LogicalExpression|TemplateLiteral|ArrayExpression)/.test(
    type,
  );
}

/** The name of an element or an attribute. */
function nameOf({ name }: Node): string {
  return String((name as Node | undefined)?.name ?? '');
}

function stringsOf(node: Node): string[] {
  if (node.type === 'JSXText') return [String(node.value)];
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  return node.type === 'TemplateElement' ? [String((node.value as { cooked: string }).cooked)] : [];
}

function isProse(text: string): boolean {
  return /\p{L}{2,} \p{L}+/u.test(text) || /^\p{Lu}\p{Ll}+[.:!?]?$/u.test(text.trim());
}

function childrenOf(node: Node): Node[] {
  const comparison = node.type === 'BinaryExpression' && /^[!=]=/.test(String(node.operator));
  if (comparison) return [];
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]).filter(isNode));
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}
