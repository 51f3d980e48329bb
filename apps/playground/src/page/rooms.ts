import { onScopeDispose, type Ref, shallowRef } from 'vue';

/** The rooms of the page, each under its own address: `#translate`. */
export const rooms = [
  { name: 'translate', title: 'Translate' },
  { name: 'write', title: 'Write' },
  { name: 'train', title: 'Train' },
  { name: 'fine-tune', title: 'Fine-tune' },
  { name: 'model', title: 'Your model' },
] as const;

/** The name of a room. */
export type RoomName = (typeof rooms)[number]['name'];

/** The room of an address; the first for one that is not known. */
function roomOf(hash: string): RoomName {
  return rooms.find(({ name }) => `#${name}` === hash)?.name ?? rooms[0].name;
}

/** The room that the page's address names. */
export function useRoom(): Readonly<Ref<RoomName>> {
  const room = shallowRef(roomOf(location.hash));
  const follow = (): void => {
    room.value = roomOf(location.hash);
  };
  addEventListener('hashchange', follow);
  onScopeDispose(() => removeEventListener('hashchange', follow));
  return room;
}
