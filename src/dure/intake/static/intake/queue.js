// Notes that wait on this device, in IndexedDB, photos included.
const NAME = "dure-visits";
const SHELF = "notes";

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(SHELF, { keyPath: "once" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function doing(mode, deed) {
  const base = await open();
  try {
    return await new Promise((resolve, reject) => {
      const turn = base.transaction(SHELF, mode);
      const asked = deed(turn.objectStore(SHELF));
      turn.oncomplete = () => resolve(asked.result);
      turn.onerror = turn.onabort = () => reject(turn.error);
    });
  } finally {
    base.close();
  }
}

export const hold = (note) => doing("readwrite", (shelf) => shelf.put(note));
export const drop = (once) => doing("readwrite", (shelf) => shelf.delete(once));
export const held = async () => (await doing("readonly", (shelf) => shelf.getAll())).sort((a, b) => a.at - b.at);
